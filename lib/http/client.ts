import type { z } from 'zod'
import { type ErrorCode, type Issue, Refusal, statusOf } from '#lib/errors.ts'

type Told = { code?: string; detail?: string; errors?: Issue[]; retryAfterMs?: number }

/**
 * Calls `/api/v1` with the browser's session. `path` starts with a slash.
 * Rejects with a Refusal: the server's own words, or `unavailable` when it cannot be reached.
 */
export async function api<T extends z.ZodType>(
  path: string,
  answer: T,
  request: {
    method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
    body?: unknown
    signal?: AbortSignal
  } = {},
): Promise<z.output<T>> {
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, {
      method: request.method ?? 'GET',
      signal: request.signal ?? null,
      headers: request.body === undefined ? {} : { 'content-type': 'application/json' },
      body: request.body === undefined ? null : JSON.stringify(request.body),
    })
  } catch (error) {
    if (request.signal?.aborted) throw error
    throw new Refusal('unavailable', 'The server cannot be reached. Check your connection.')
  }
  if (response.ok) return answer.parse(response.status === 204 ? undefined : await response.json())
  const told: Told = await response.json().catch(() => ({}))
  const code: ErrorCode = told.code && told.code in statusOf ? (told.code as ErrorCode) : 'internal'
  throw new Refusal(code, told.detail ?? 'Something went wrong on the server.', {
    ...(told.errors && { issues: told.errors }),
    ...(told.retryAfterMs !== undefined && { retryAfterMs: told.retryAfterMs }),
  })
}
