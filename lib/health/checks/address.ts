import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { type Check, found, why } from '../finding.ts'

type Heard = { status: number; headers: IncomingMessage['headers']; body: string }

const patienceMs = 5_000

/** What stands before Rooms, asked from here as a browser would ask: by the address people use. */
export const address: Check = async ({ env, now }) => {
  const { PUBLIC_URL: base, LIMIT_UPLOAD_BYTES: largest } = env
  if (base === '')
    return [
      found('address', 'unset', 'addressUnset'),
      found('upgrades', 'unset', 'notReached'),
      found('bodies', 'unset', 'notReached'),
      found('clock', 'unset', 'clockAlone'),
    ]
  const told = { address: new URL(base).origin }
  try {
    const up = await ask(new URL('/healthz', base))
    if (up.status !== 200 || !up.body.includes('"up"'))
      return [found('address', 'bad', 'addressOther', { ...told, status: up.status }), ...notReached]
    const [upgraded, taken] = await Promise.all([upgrade(base), offer(base, largest)])
    return [
      found('address', 'good', 'addressGood', told),
      upgraded === 101
        ? found('upgrades', 'good', 'upgradesGood')
        : found('upgrades', 'bad', 'upgradesRefused', { status: upgraded }),
      taken === 413
        ? found('bodies', 'bad', 'bodiesRefused', { status: taken, size: Math.round(largest / 1e6) })
        : found('bodies', 'good', 'bodiesGood'),
      clockOf(up, now(), new URL(base).host),
    ]
  } catch (error) {
    return [found('address', 'look', 'addressAway', { ...told, why: why(error) }), ...notReached]
  }
}

const notReached = [
  found('upgrades', 'unset', 'notReached'),
  found('bodies', 'unset', 'notReached'),
  found('clock', 'unset', 'clockAlone'),
]

const worthALook = 5
const wrong = 60

/** `Date` is of whoever answers first: of the proxy, which may be another machine. */
function clockOf({ headers }: Heard, now: number, other: string) {
  const seconds = Math.round(Math.abs(now - Date.parse(headers.date ?? '')) / 1_000)
  if (Number.isNaN(seconds)) return found('clock', 'unset', 'clockAlone')
  if (seconds < worthALook)
    return found('clock', 'good', 'clockGood', { seconds: Math.max(1, seconds), other })
  return found('clock', seconds < wrong ? 'look' : 'bad', 'clockOff', { seconds, other })
}

const starting = (url: URL) => (url.protocol === 'https:' ? tlsRequest : plainRequest)

// A certificate that is not good has a line of its own.
const options = { timeout: patienceMs, rejectUnauthorized: false }

const ask = (url: URL): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const request = starting(url)(url, options, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        body = (body + part).slice(0, 1_000)
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
    })
    failing(request, reject)
    request.end()
  })

/** The status with which a WebSocket begins, or does not. */
const upgrade = (base: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const url = new URL('/socket.io/?EIO=4&transport=websocket', base)
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.from('sixteen bytes ok').toString('base64'),
    }
    const request = starting(url)(url, { ...options, headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    request.on('upgrade', (_answer, socket) => {
      socket.destroy()
      resolve(101)
    })
    failing(request, reject)
    request.end()
  })

/**
 * Announces a body of that size and does not send it: a proxy that takes no such body says so by its length
 * alone. Whoever is let on is asked to send it (100), or refused as nobody who is signed in.
 */
const offer = (base: string, bytes: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const url = new URL('/api/v1/uploads', base)
    const headers = {
      'content-length': bytes,
      'content-type': 'multipart/form-data; boundary=none',
      expect: '100-continue',
    }
    const request = starting(url)(url, { ...options, method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode ?? 0)
      request.destroy()
    })
    request.on('continue', () => {
      resolve(100)
      request.destroy()
    })
    failing(request, reject)
    request.flushHeaders()
  })

function failing(request: ReturnType<typeof plainRequest>, reject: (error: Error) => void) {
  request.on('timeout', () => request.destroy(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })))
  request.on('error', reject)
}
