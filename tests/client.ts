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
import type { Room } from '#lib/rooms/schema.ts'
import { form, formType } from './forms.ts'
import { password } from './password.ts'

/**
 * A program that talks to a server as any other would: over HTTP with a token, over sockets with the same.
 */
export type Program = TokenPair & {
  url: string
  http: Http
  /** The answer's body; throws when the status is not 2xx. */
  get: <T>(path: string) => Promise<T>
  post: <T>(path: string, body?: unknown) => Promise<T>
  connect: (url?: string) => Promise<Line>
}

export type Http = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>
export type Answer = { status: number; headers: Headers; body: unknown }

const isRaw = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array

/** A caller of `/api/v1`, signed in or not. */
export const http =
  (url: string, accessToken?: string): Http =>
  async (method, path, body, headers = {}) => {
    const response = await fetch(path.startsWith('/api/') ? url + path : `${url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(accessToken && { authorization: `Bearer ${accessToken}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isRaw(body) ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      body: json && text ? JSON.parse(text) : text,
    }
  }

export async function register(url: string, name = 'Ana'): Promise<Program> {
  const email = `${randomUUID()}@example.org`
  const answer = await http(url)('POST', '/auth/register', { email, name, password })
  if (answer.status !== 201) throw new Error(`register: ${answer.status} ${JSON.stringify(answer.body)}`)
  return program(url, answer.body as TokenPair)
}

export function program(url: string, pair: TokenPair): Program {
  const call = http(url, pair.accessToken)
  const body = async <T>(method: string, path: string, sent?: unknown) => {
    const answer = await call(method, path, sent)
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body as T
  }
  return {
    ...pair,
    url,
    http: call,
    get: (path) => body('GET', path),
    post: (path, sent = {}) => body('POST', path, sent),
    connect: (at = url) => connect(at, pair.accessToken),
  }
}

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

const waitMs = 5_000

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

/** A room of the owner's with these programs in it. */
export async function createRoom(owner: Program, people: Program[] = [], room: object = {}): Promise<Room> {
  const made = await owner.post<Room>('/rooms', {
    name: 'Garden',
    type: 'chat',
    // Public ones are of one name each.
    visibility: 'private',
    ...room,
  })
  for (const { user } of people) await owner.post(`/rooms/${made.id}/members`, { userId: user.id })
  return made
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
