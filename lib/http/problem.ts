import { type ErrorCode, type Refusal, statusOf } from '#lib/errors.ts'
import type { Answer } from './answer.ts'

export const titles: Record<ErrorCode, string> = {
  invalid_input: 'Invalid input',
  unauthenticated: 'Not signed in',
  two_factor_required: 'Second factor needed',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  conflict: 'Conflict',
  payload_too_large: 'Too large',
  unsupported_media_type: 'Unsupported media type',
  upgrade_required: 'Upgrade required',
  rate_limited: 'Too many requests',
  internal: 'Internal error',
  unavailable: 'Unavailable',
}

/** A refusal as problem details (RFC 9457). */
export function problemOf({
  code,
  message,
  reason,
  params,
  issues,
  retryAfterMs,
  challenge,
  allow,
}: Refusal): Answer & { body: string } {
  const status = statusOf[code]
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(allow && { allow: allow.join(', ') }),
      ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    },
    body: JSON.stringify({
      type: `/docs/api#${code}`,
      title: titles[code],
      status,
      detail: message,
      code,
      reason,
      ...(params && { params }),
      ...(issues && { errors: issues }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(challenge !== undefined && { challenge }),
    }),
  }
}
