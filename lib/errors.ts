import { inEnglish } from '#lib/words/in-english.ts'
import type { Params, Reason, Saying } from '#lib/words/reasons.ts'

/** The error codes of the HTTP and socket contract, with the HTTP status each one stands for. */
export const statusOf = {
  invalid_input: 400,
  unauthenticated: 401,
  two_factor_required: 401,
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
/**
 * Where in what was sent, why, and in words. What zod says by itself has no
 * reason: it is for programmers, in English.
 */
export type Issue = { path: string; message: string; reason?: string; params?: Params }

/** How a refusal is told over a socket and to a form. */
export type ReplyError = {
  code: ErrorCode
  message: string
  /** A key of the catalogue, by which the page finds words of its reader's language. */
  reason: string
  params?: Params
  issues?: Issue[]
  retryAfterMs?: number
  /** What a second factor is brought with. */
  challenge?: string
  /** Of a command: by this number the log knows it. Of a request it is a header. */
  requestId?: string
}
export type Reply<T> = { ok: true; data: T } | { ok: false; error: ReplyError }

type More = {
  /** The field of what was sent that is at fault. */
  at?: string
  issues?: Issue[]
  retryAfterMs?: number
  challenge?: string
  allow?: string[]
  unanswered?: boolean
  /** The sentence, where it is not the catalogue's: of another build, or of zod. */
  message?: string
}

/**
 * A "no" with a reason: thrown by rules and doors, turned into a reply by the door.
 * Its words are made where they are shown.
 */
export class Refusal<R extends Reason = Reason> extends Error {
  override name = 'Refusal'
  code: ErrorCode
  reason: string
  params?: Params
  issues?: Issue[]
  retryAfterMs?: number
  challenge?: string
  /** The methods an address takes instead. */
  allow?: string[]
  /** Nobody said no: no answer came at all. */
  unanswered?: boolean

  constructor(code: ErrorCode, reason: R, ...[params = {}, more = {}]: Saying<R, More>) {
    super()
    this.code = code
    this.reason = reason
    if (Object.keys(params).length > 0) this.params = params
    const { at, issues, message, retryAfterMs, challenge, allow, unanswered } = more
    // In English, and only when somebody asks: many are thrown, few are read.
    Object.defineProperty(this, 'message', {
      get: () => message ?? inEnglish(reason, params),
      configurable: true,
    })
    if (issues) this.issues = issues
    if (at !== undefined) this.issues = [issue(at, reason, params)]
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs
    if (challenge !== undefined) this.challenge = challenge
    if (allow) this.allow = allow
    if (unanswered) this.unanswered = true
  }
}

/** One fault of what was sent, at a path of it. */
export const issue = (path: string, reason: Reason, params: Params = {}): Issue => ({
  path,
  message: inEnglish(reason, params),
  reason,
  ...(Object.keys(params).length > 0 && { params }),
})

/**
 * A refusal that was told across a wire or a thread: whatever its reason, it keeps the words it came with.
 */
export const revived = ({ code, reason, params, ...more }: ReplyError): Refusal =>
  new Refusal(code, reason as Reason, (params ?? {}) as never, more)

/**
 * A fault of the installation or of the program, in words for whoever runs it. They are logged, so they are
 * never made of what people sent.
 */
export class Fault extends Error {
  override name = 'Fault'
}

/** Recognised by its fields: one process holds several copies of this class, so `instanceof` would lie. */
export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error &&
  error.name === 'Refusal' &&
  'code' in error &&
  Object.hasOwn(statusOf, String(error.code))

type Thing = Extract<Reason, `notFound.${string}`> extends `notFound.${infer Name}` ? Name : never

/** The same words whether it does not exist or may not be known: they must not tell which. */
export const notFound = (what: Thing) => new Refusal('not_found', `notFound.${what}`)

/**
 * Node's codes for a service that does not answer and a disk that takes nothing, PostgreSQL's for one that
 * breaks off, shuts down, takes no writes or has no place left, and SQLite's of the last two.
 */
const awayCode =
  /^(ECONN\w+|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENOSPC|EDQUOT|EROFS|E[MN]FILE|08\w{3}|57P0\d|53\w{3}|25006|58030|SQLITE_(BUSY|FULL|IOERR|NOMEM|READONLY|CANTOPEN)\w*)$/
/** pg says these without a code. */
const awayWords = /^(timeout ex|connection terminated|client (has|was) .+ not queryable)/i

/** Whether something failed because what it needs could not be reached or takes nothing: it will pass. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && awayCode.test(String(error.code))) return true
  if (error instanceof AggregateError && error.errors.some(isAway)) return true
  return awayWords.test(error.message) || isAway(error.cause)
}

/** Anything thrown → what a caller may be told. Unknown errors lose their text. */
export function asRefusal(error: unknown): Refusal {
  if (isRefusal(error)) return error
  if (isAway(error)) return new Refusal('unavailable', 'away')
  return new Refusal('internal', 'internal')
}

/** Anything thrown, as a reply tells it. */
export function replyError(error: unknown): ReplyError {
  const { code, message, reason, params, issues, retryAfterMs, challenge } = asRefusal(error)
  return {
    code,
    message,
    reason,
    ...(params && { params }),
    ...(issues && { issues }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(challenge !== undefined && { challenge }),
  }
}
