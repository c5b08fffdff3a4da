import type { TokenPair } from '#lib/accounts/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'

/** A program that talks to an instance over HTTP with somebody's token, as any other would. */
export type Program = TokenPair & {
  url: string
  http: Http
  /** The answer's body; throws when the status is not 2xx. */
  get: <T>(path: string) => Promise<T>
  post: <T>(path: string, body?: unknown) => Promise<T>
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

/** A 2xx answer's body; whatever else was answered is thrown, in words. */
export function bodyOf<T>(asked: string, { status, body }: Answer): T {
  if (status >= 200 && status < 300) return body as T
  const told = typeof body === 'string' ? body.slice(0, 200) : JSON.stringify(body)
  throw Object.assign(new Error(`${asked}: ${status} ${told}`), { status })
}

export function program(url: string, pair: TokenPair): Program {
  const call = http(url, pair.accessToken)
  const body = async <T>(method: string, path: string, sent?: unknown) =>
    bodyOf<T>(`${method} ${path}`, await call(method, path, sent))
  return {
    ...pair,
    url,
    http: call,
    get: (path) => body('GET', path),
    post: (path, sent = {}) => body('POST', path, sent),
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

/** Uploads a file as a browser's form does, and gives whatever is answered; nothing at all has status 0. */
export async function sendFile({ url, accessToken }: Program, name: string, bytes: Blob) {
  const form = new FormData()
  form.append('file', bytes, name)
  const sent = fetch(`${url}/api/v1/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}` },
    body: form,
  })
  return sent.then(
    async (answer) => ({ status: answer.status, told: await answer.text() }),
    (error: Error) => ({ status: 0, told: `the line was cut on the way (${error.cause ?? error})` }),
  )
}
