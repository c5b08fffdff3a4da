import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { connect as connectPlainly } from 'node:net'
import { connect as connectByTls } from 'node:tls'
import { type Check, found, why } from '../finding.ts'

const patienceMs = 4_000
const againMs = 500

/**
 * Whether each relay answers what every one answers (a Binding, RFC 8489). That it relays the page on calls
 * proves.
 */
export const relays: Check = async ({ env }) => {
  if (env.TURN_URLS.length === 0) return [found('relays', 'unset', 'relaysUnset')]
  const told = await Promise.all(
    env.TURN_URLS.map((url) =>
      binding(url).then(
        () => null,
        (error: unknown) => found('relays', 'bad', 'relaysAway', { url, why: why(error) }),
      ),
    ),
  )
  const away = told.filter((one) => one !== null)
  return away.length > 0 ? away : [found('relays', 'good', 'relaysGood', { count: told.length })]
}

/** `turn:host:port?transport=tcp`, as RFC 7065 writes it. */
export function placeOf(url: string): { host: string; port: number; transport: 'udp' | 'tcp' | 'tls' } {
  const [, secure, host = '', port, query = ''] =
    /^turn(s?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?(.*))?$/.exec(url) ?? []
  const byTcp = new URLSearchParams(query).get('transport') === 'tcp'
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port ?? (secure ? 5_349 : 3_478)),
    transport: secure ? 'tls' : byTcp ? 'tcp' : 'udp',
  }
}

function binding(url: string): Promise<void> {
  const id = randomBytes(12)
  const question = Buffer.concat([Buffer.from([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]), id])
  const isAnswer = (bytes: Buffer) => bytes.length >= 20 && bytes.subarray(8, 20).equals(id)
  const { host, port, transport } = placeOf(url)
  return new Promise((resolve, reject) => {
    const late = () => Object.assign(new Error('late'), { code: 'ETIMEDOUT' })
    if (transport === 'udp') {
      const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
      const end = (settle: () => void) => {
        clearInterval(again)
        clearTimeout(patience)
        socket.close()
        settle()
      }
      const send = () => socket.send(question, port, host, (error) => error && end(() => reject(error)))
      const again = setInterval(send, againMs)
      const patience = setTimeout(() => end(() => reject(late())), patienceMs)
      socket.on('message', (bytes) => isAnswer(bytes) && end(resolve))
      socket.on('error', (error) => end(() => reject(error)))
      return send()
    }
    // That its certificate is good has a line of its own.
    const socket =
      transport === 'tls'
        ? connectByTls({ host, port, rejectUnauthorized: false }, () => socket.write(question))
        : connectPlainly({ host, port }, () => socket.write(question))
    socket.setTimeout(patienceMs, () => socket.destroy(late()))
    socket.on('data', (bytes: Buffer) => {
      if (isAnswer(bytes)) socket.destroy()
      if (isAnswer(bytes)) resolve()
    })
    socket.on('error', reject)
  })
}
