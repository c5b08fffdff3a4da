/** The error codes of the HTTP and socket contract, with the HTTP status each one stands for. */
export const statusOf = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof statusOf
export type Issue = { path: string; message: string }

/** A "no" with words for the person: thrown by rules and doors, turned into a reply by the door. */
export class Refusal extends Error {
  override name = 'Refusal'
  code: ErrorCode
  issues?: Issue[]
  retryAfterMs?: number

  constructor(code: ErrorCode, message: string, more: { issues?: Issue[]; retryAfterMs?: number } = {}) {
    super(message)
    this.code = code
    if (more.issues) this.issues = more.issues
    if (more.retryAfterMs !== undefined) this.retryAfterMs = more.retryAfterMs
  }
}

/** Recognised by its fields: one process holds several copies of this class, so `instanceof` would lie. */
export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && error.name === 'Refusal' && 'code' in error && String(error.code) in statusOf

export const notFound = (what: string) =>
  new Refusal('not_found', `This ${what} does not exist, or you may not see it.`)

/** Anything thrown → what a caller may be told. Unknown errors lose their text. */
export const asRefusal = (error: unknown): Refusal =>
  isRefusal(error)
    ? error
    : new Refusal('internal', 'Something went wrong on the server. Try again in a moment.')
