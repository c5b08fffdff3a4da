import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { type Check, days, found, why } from '../finding.ts'
import { placeOf } from './relays.ts'

const soonDays = 21
const patienceMs = 5_000

/** Every certificate that browsers meet here: that of the address, and those of relays. */
export const certificates: Check = async ({ env, now }) => {
  const address = env.PUBLIC_URL.startsWith('https:') ? [new URL(env.PUBLIC_URL)] : []
  const hosts = [
    ...address.map(({ hostname, port }) => ({ host: hostname, port: Number(port || 443) })),
    ...env.TURN_URLS.filter((url) => url.startsWith('turns:')).map(placeOf),
  ]
  if (hosts.length === 0) return [found('certificates', 'unset', 'certificatesUnset')]
  return Promise.all(
    hosts.map(async ({ host, port }) => {
      try {
        const left = days((await endOf(host, port)) - now())
        return left < soonDays
          ? found('certificates', left < 3 ? 'bad' : 'look', 'certificatesSoon', {
              host,
              days: Math.max(0, left),
            })
          : found('certificates', 'good', 'certificatesGood', { host, days: left })
      } catch (error) {
        const reason = why(error)
        // Of the system: there was nobody to show one, which the address and the relay say themselves.
        if (/^E[A-Z]+$/.test(reason)) return found('certificates', 'unset', 'notReached')
        return found('certificates', 'bad', 'certificatesBad', { host, why: reason })
      }
    }),
  )
}

/** Milliseconds since 1970; rejects where a browser would not believe it. */
const endOf = (host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect(
      { host, port, ...(isIP(host) === 0 && { servername: host }), timeout: patienceMs },
      () => {
        const { valid_to: end } = socket.getPeerCertificate()
        socket.destroy()
        resolve(Date.parse(end))
      },
    )
    socket.on('timeout', () => socket.destroy(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })))
    socket.on('error', reject)
  })
