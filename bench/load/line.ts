import { Buffer } from 'node:buffer'
import { randomBytes, randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { protocol } from '#lib/realtime/protocol.ts'
import { words } from './ask.ts'
import { frameOf, readFrames } from './frames.ts'

/**
 * One socket, with as little work as can be, so that whoever listens is not what is measured: Engine.IO 4 and
 * Socket.IO 5 straight over TCP. Only the answers to commands are parsed; messages are counted.
 */
export type Line = {
  watch: (roomId: number) => Promise<void>
  /** Resolves when it is acknowledged. */
  post: (roomId: number, content?: string) => Promise<void>
  close: () => void
}

const posted = Buffer.from('42["message:posted"')
/** Packets: "0" opens, "2" wants a sign of life; "40" welcomes, "41" ends, "43" answers, "44" refuses. */
const [open, ping, message, welcome, goodbye, answer, refusal] = [...Buffer.from('0240134')]

/** Called for each message that comes, with where its event stands in what was read. */
export type Heard = (bytes: Buffer, from: number, to: number) => void

export function openLine(port: number, token: string, heard: Heard = () => undefined): Promise<Line> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const answers = new Map<number, (reply: { ok: boolean }) => void>()
  let asked = 0
  let left: Buffer | null = null
  let upgraded = false

  const ask = (name: string, input: object) =>
    new Promise<void>((resolve, reject) => {
      const id = asked++
      answers.set(id, (reply) => {
        answers.delete(id)
        if (reply.ok) resolve()
        else reject(new Error(`${name}: ${JSON.stringify(reply)}`))
      })
      socket.write(frameOf(`42${id}${JSON.stringify([name, input])}`))
    })
  const line: Line = {
    watch: (roomId) => ask('room:watch', { roomId: `${roomId}` }),
    post: (roomId, content = words) =>
      ask('message:post', { roomId: `${roomId}`, clientId: randomUUID(), content }),
    close: () => socket.destroy(),
  }

  return new Promise((resolve, reject) => {
    const lost = (reason: Error) => {
      reject(reason)
      for (const settle of answers.values()) settle({ ok: false })
    }
    const read = (bytes: Buffer, from: number, to: number) => {
      const [kind, inner] = [bytes[from], bytes[from + 1]]
      if (kind === ping) return socket.write(frameOf('3'))
      if (kind === open) return socket.write(frameOf(`40${JSON.stringify({ token, protocol })}`))
      if (kind !== message) return
      if (inner === answer) {
        const text = bytes.toString('utf8', from + 2, to)
        const at = text.indexOf('[')
        return answers.get(Number(text.slice(0, at)))?.(JSON.parse(text.slice(at))[0])
      }
      if (inner === welcome) return resolve(line)
      const end = from + posted.length
      if (to > end && bytes.compare(posted, 0, posted.length, from, end) === 0) return heard(bytes, end, to)
      if (inner === refusal || inner === goodbye) lost(new Error(bytes.toString('utf8', from, to)))
    }
    socket.on('data', (chunk) => {
      let bytes = left ? Buffer.concat([left, chunk]) : chunk
      if (!upgraded) {
        const end = bytes.indexOf('\r\n\r\n')
        if (end >= 0 && !bytes.toString('latin1', 0, end).startsWith('HTTP/1.1 101'))
          reject(new Error(bytes.toString('latin1', 0, end)))
        upgraded = end >= 0
        bytes = upgraded ? bytes.subarray(end + 4) : bytes
      }
      const rest = upgraded ? readFrames(bytes, read) : bytes
      left = rest.length > 0 ? rest : null
    })
    socket.on('error', lost)
    socket.on('close', () => lost(new Error('The server closed the line')))
    const key = randomBytes(16).toString('base64')
    const head = [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${key}`,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
  })
}
