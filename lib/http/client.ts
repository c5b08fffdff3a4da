import { type ErrorCode, type Issue, Refusal, statusOf } from '#lib/errors.ts'
import type { Page } from './schema.ts'

type Told = { code?: string; detail?: string; errors?: Issue[]; retryAfterMs?: number }

/**
 * Calls `/api/v1` with the browser's session. `path` starts with a slash; `T` is the type of the answer's schema, which is not checked again
 * here: that would send all schemas to every page. Rejects with a Refusal: the server's own words, or `unavailable` when it cannot be reached.
 */
export async function api<T>(
  path: string,
  request: {
    method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
    body?: unknown
    signal?: AbortSignal
  } = {},
): Promise<T> {
  let response: Response
  let given: unknown
  try {
    response = await fetch(`/api/v1${path}`, {
      method: request.method ?? 'GET',
      signal: request.signal ?? null,
      headers: request.body === undefined ? {} : { 'content-type': 'application/json' },
      body: request.body === undefined ? null : JSON.stringify(request.body),
    })
    // The line may also break in the middle of an answer.
    if (response.ok && response.status !== 204) given = await response.json()
  } catch (error) {
    if (request.signal?.aborted) throw error
    throw new Refusal('unavailable', 'The server cannot be reached. Check your connection.')
  }
  if (response.ok) return given as T
  throw await refusalOf(response)
}

/** What the API refused, in its words. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const told: Told = await response.json().catch(() => ({}))
  const code: ErrorCode = told.code && told.code in statusOf ? (told.code as ErrorCode) : 'internal'
  return new Refusal(code, told.detail ?? 'Something went wrong on the server.', {
    ...(told.errors && { issues: told.errors }),
    ...(told.retryAfterMs !== undefined && { retryAfterMs: told.retryAfterMs }),
  })
}

/** A whole list, page by page; no further than `most` items. `path` has a query already. */
export async function allOf<T>(path: string, most = Number.POSITIVE_INFINITY): Promise<T[]> {
  const items: T[] = []
  let cursor: string | null = ''
  while (cursor !== null && items.length < most) {
    const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
    const answer: Page<T> = await api(`${path}&limit=100${after}`)
    items.push(...answer.items)
    cursor = answer.nextCursor
  }
  return items
}
