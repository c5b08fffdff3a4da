import type { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import type { TokenPair } from '#lib/accounts/schema.ts'
import type { Reply } from '#lib/errors.ts'
import type { Attachment } from '#lib/files/schema.ts'
import type { Message } from '#lib/messages/schema.ts'
import type {
  CommandData,
  CommandInput,
  CommandName,
  EventName,
  EventPayload,
} from '#lib/realtime/contract.ts'
import { type Answer, type Program as HttpProgram, http, program as httpProgram } from '../qa/program.ts'
import { form, formType } from './forms.ts'
import { password } from './password.ts'

export { type Answer, createRoom, http } from '../qa/program.ts'

/** A program that talks to a server as any other would, over HTTP and over sockets. */
export type Program = HttpProgram & { connect: (url?: string) => Promise<Line> }

export async function register(url: string, name = 'Ana'): Promise<Program> {
  const email = `${randomUUID()}@example.org`
  const answer = await http(url)('POST', '/auth/register', { email, name, password })
  if (answer.status !== 201) throw new Error(`register: ${answer.status} ${JSON.stringify(answer.body)}`)
  return program(url, answer.body as TokenPair)
}

export const program = (url: string, pair: TokenPair): Program => ({
  ...httpProgram(url, pair),
  connect: (at = url) => connect(at, pair.accessToken),
})

/** One socket, with everything it heard. */
export type Line = {
  socket: Socket
  /** Sends a command and gives its reply, whatever it says. */
  ask: <C extends CommandName>(name: C, input: CommandInput<C>) => Promise<Reply<CommandData<C>>>
  /** Sends a command and gives its data; throws when it is refused. */
  send: <C extends CommandName>(name: C, input: CommandInput<C>) => Promise<CommandData<C>>
  /** The next event of this name (and kind) that no earlier `next` took; waits for it. */
  next: <E extends EventName>(
    event: E,
    fits?: (payload: EventPayload<E>) => boolean,
  ) => Promise<EventPayload<E>>
  /** Everything heard of one name that no `next` took. */
  heard: <E extends EventName>(event: E) => EventPayload<E>[]
  /** Everything heard so far, also what a `next` took, from a place on. */
  all: (from?: number) => [name: string, payload: unknown][]
  /** Resolves with the reason when the connection is gone. */
  closed: Promise<string>
  close: () => void
}

const waitMs = 20_000

export async function connect(url: string, token: string, options: object = {}): Promise<Line> {
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { token },
    ...options,
  })
  const line = listen(socket)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return line
}

function listen(socket: Socket): Line {
  const untaken: [name: string, payload: unknown][] = []
  const heard: [name: string, payload: unknown][] = []
  const waiting = new Set<() => void>()
  socket.onAny((name: string, payload: unknown) => {
    heard.push([name, payload])
    untaken.push([name, payload])
    for (const look of waiting) look()
  })
  const take = <E extends EventName>(event: E, fits: (payload: EventPayload<E>) => boolean) => {
    const at = untaken.findIndex(([name, payload]) => name === event && fits(payload as EventPayload<E>))
    return at < 0 ? undefined : (untaken.splice(at, 1)[0]?.[1] as EventPayload<E>)
  }
  const ask: Line['ask'] = (name, input) => socket.timeout(waitMs).emitWithAck(name, input)
  return {
    socket,
    ask,
    send: async (name, input) => {
      const reply = await ask(name, input)
      if (reply.ok) return reply.data
      throw Object.assign(new Error(`${name}: ${reply.error.code} ${reply.error.message}`), reply.error)
    },
    next: (event, fits = () => true) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const payload = take(event, fits)
          if (payload === undefined) return
          waiting.delete(look)
          clearTimeout(late)
          resolve(payload)
        }
        const last = () =>
          untaken.slice(-8).map(([name, payload]) => `${name} ${JSON.stringify(payload).slice(0, 200)}`)
        const late = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`No ${event} within ${waitMs} ms. Last heard:\n${last().join('\n')}`))
        }, waitMs)
        waiting.add(look)
        look()
      }),
    heard: (event) => untaken.filter(([name]) => name === event).map(([, payload]) => payload as never),
    all: (from = 0) => heard.slice(from),
    closed: new Promise((resolve) => socket.once('disconnect', resolve)),
    close: () => socket.disconnect(),
  }
}

/** Uploads a file, and gives whatever the server answers. */
export async function tryUpload(someone: Program, name: string, bytes: string | Buffer): Promise<Answer> {
  const response = await fetch(`${someone.url}/api/v1/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${someone.accessToken}`, 'content-type': formType },
    body: new Uint8Array(form(name, bytes)),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

export async function upload(someone: Program, name: string, bytes: string | Buffer): Promise<Attachment> {
  const { status, body } = await tryUpload(someone, name, bytes)
  if (status !== 201) throw new Error(`upload: ${status} ${JSON.stringify(body)}`)
  return body as Attachment
}

/** Posts over a socket. */
export async function say(
  line: Line,
  roomId: string,
  content = 'Hello',
  clientId = randomUUID(),
): Promise<Message> {
  const { message } = await line.send('message:post', { roomId, clientId, content })
  return message
}
