import { type ErrorCode, type Refusal, statusOf } from '#lib/errors.ts'
import type { Answer } from './answer.ts'

const titles: Record<ErrorCode, string> = {
  invalid_input: 'Invalid input',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'Conflict',
  payload_too_large: 'Too large',
  unsupported_media_type: 'Unsupported media type',
  rate_limited: 'Too many requests',
  internal: 'Internal error',
  unavailable: 'Unavailable',
}

/** A refusal as problem details (RFC 9457). */
export function problemOf({ code, message, issues, retryAfterMs }: Refusal): Answer {
  const status = statusOf[code]
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
      ...(code === 'unauthenticated' && { 'www-authenticate': 'Bearer' }),
    },
    body: JSON.stringify({
      type: `/docs/api#${code}`,
      title: titles[code],
      status,
      detail: message,
      code,
      ...(issues && { errors: issues }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    }),
  }
}
