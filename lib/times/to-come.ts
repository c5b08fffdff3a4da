import { Refusal } from '#lib/errors.ts'

const aheadMs = 366 * 24 * 3_600_000

/**
 * A time (RFC 3339) at which something is to happen, in milliseconds since 1970. Refuses, at the field, what
 * is over, and what is more than a year away.
 */
export function timeToCome(at: string, field: string, now: number): number {
  const ms = Date.parse(at)
  if (ms <= now) throw new Refusal('invalid_input', 'times.past', {}, { at: field })
  if (ms > now + aheadMs) throw new Refusal('invalid_input', 'times.far', {}, { at: field })
  return ms
}
