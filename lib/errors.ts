/** The error codes of the HTTP and socket contract, with the HTTP status each one stands for. */
export const statusOf = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  upgrade_required: 426,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof statusOf
export type Issue = { path: string; message: string }

/** How a refusal is told over a socket and to a form. */
export type ReplyError = { code: ErrorCode; message: string; issues?: Issue[]; retryAfterMs?: number }
export type Reply<T> = { ok: true; data: T } | { ok: false; error: ReplyError }

/** A "no" with words for the person: thrown by rules and doors, turned into a reply by the door. */
export class Refusal extends Error {
  override name = 'Refusal'
  code: ErrorCode
  issues?: Issue[]
  retryAfterMs?: number
  /** The methods an address takes instead. */
  allow?: string[]
  /** Nobody said no: no answer came at all. */
  unanswered?: boolean

  constructor(
    code: ErrorCode,
    message: string,
    more: { issues?: Issue[]; retryAfterMs?: number; allow?: string[]; unanswered?: boolean } = {},
  ) {
    super(message)
    this.code = code
    if (more.issues) this.issues = more.issues
    if (more.retryAfterMs !== undefined) this.retryAfterMs = more.retryAfterMs
    if (more.allow) this.allow = more.allow
    if (more.unanswered) this.unanswered = true
  }
}

/**
 * A fault of the installation or of the program, in words for whoever runs it. They are logged, so they are never made of what people sent.
 */
export class Fault extends Error {
  override name = 'Fault'
}

/** Recognised by its fields: one process holds several copies of this class, so `instanceof` would lie. */
export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && error.name === 'Refusal' && 'code' in error && String(error.code) in statusOf

export const notFound = (what: string) =>
  new Refusal('not_found', `This ${what} does not exist, or you may not see it.`)

/** Node's codes for a service that does not answer, and PostgreSQL's classes for one that breaks off, shuts down or has no place left. */
const awayCode = /^(ECONN\w+|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|08\w{3}|57P0\d|53300)$/
/** pg says these without a code. */
const awayWords = /^(timeout exceeded when trying to connect|connection terminated)/i

/** Whether something failed because the database could not be reached: it will pass. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && awayCode.test(String(error.code))) return true
  if (error instanceof AggregateError && error.errors.some(isAway)) return true
  return awayWords.test(error.message) || isAway(error.cause)
}

/** Anything thrown → what a caller may be told. Unknown errors lose their text. */
export function asRefusal(error: unknown): Refusal {
  if (isRefusal(error)) return error
  if (isAway(error))
    return new Refusal(
      'unavailable',
      'The server cannot reach what it needs for this. Try again in a moment.',
    )
  return new Refusal('internal', 'Something went wrong on the server. Try again in a moment.')
}

/** Anything thrown, as a reply tells it. */
export function replyError(error: unknown): ReplyError {
  const { code, message, issues, retryAfterMs } = asRefusal(error)
  return { code, message, ...(issues && { issues }), ...(retryAfterMs !== undefined && { retryAfterMs }) }
}
