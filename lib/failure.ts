import { isNativeError } from 'node:util/types'
import { inSources } from './source-places.ts'

/**
 * What an error may tell a log: which one, where, at which statement. No value that anybody sent, and none
 * out of the database: those stand in messages, parameters and details.
 */
export type Failure = {
  name: string
  code?: string | undefined
  /** Only of what `speaksOfTheSystem`. */
  message?: string | undefined
  /** The statement, with placeholders. */
  query?: string | undefined
  table?: string | undefined
  column?: string | undefined
  constraint?: string | undefined
  syscall?: string | undefined
  port?: number | undefined
  /** The number that Next shows to whoever met the error. */
  digest?: string | undefined
  frames?: string[]
  cause?: Failure | undefined
  errors?: Failure[] | undefined
}

/** Also one of another realm: a page may be evaluated in a realm of its own. */
export const isError = (value: unknown): value is Error => isNativeError(value) || value instanceof Error

/** Anything thrown, without values. */
export function failureOf(thrown: unknown, depth = 0): Failure {
  if (!isError(thrown)) return { name: typeof thrown }
  const known = told.get(thrown)
  if (known) return known
  const error = thrown as Detailed
  const { cause, errors } = depth < deepest ? error : { cause: undefined, errors: undefined }
  const fromPostgres = isFromPostgres(error)
  const fromSqlite = error.name === 'SqliteError'
  return {
    name: error.name === 'Error' ? error.constructor.name : error.name,
    code: word(error.code ?? error.__NEXT_ERROR_CODE),
    message: speaksOfTheSystem(error) ? error.message : undefined,
    // What any other calls a query may be a statement with its values.
    query: fromSqlite || Array.isArray(error.params) ? text(error.query)?.slice(0, 2_000) : undefined,
    table: fromPostgres ? text(error.table) : undefined,
    column: fromPostgres ? text(error.column) : undefined,
    constraint: fromPostgres ? text(error.constraint) : undefined,
    syscall: word(error.syscall),
    port: typeof error.port === 'number' ? error.port : undefined,
    digest: /^\d+$/.exec(text(error.digest) ?? '')?.[0],
    frames: framesOf(error),
    cause: isError(cause) ? failureOf(cause, depth + 1) : undefined,
    errors: Array.isArray(errors) ? errors.slice(0, most).map((one) => failureOf(one, depth + 1)) : undefined,
  }
}

/** A failure that another thread told, as an error again: `failureOf` gives the same for it. */
export function asError(failure: Failure): Error {
  const error = new Error(failure.message ?? failure.name)
  told.set(error, failure)
  return error
}

/**
 * Why a start failed, for a person. Nobody has sent anything yet, so the
 * system may name its paths and addresses.
 */
export function inWords(error: unknown): string {
  if (isError(error) && 'syscall' in error) return error.message
  const failure = failureOf(error)
  return failure.message ?? JSON.stringify(failure, null, 2)
}

/** What is known of a failure, as a line for whoever looks after the server. */
export function inOneLine(failure: Failure | null): string {
  const { name = '', code = '', message = '', frames: [first = ''] = [] } = failure ?? {}
  return [name, code, message, first.trim()].filter(Boolean).join(' ')
}

type Detailed = Error & Record<string, unknown>

const told = new WeakMap<Error, Failure>()
const deepest = 4
const most = 8

/**
 * SQLite's codes whose words name no more than files, tables and columns; a
 * trigger's or a search's could quote a row.
 */
const ofSqlite =
  /^SQLITE_(?:(?:BUSY|LOCKED|READONLY|IOERR|FULL|CANTOPEN|CORRUPT|NOTADB)\w*|CONSTRAINT_(?:UNIQUE|PRIMARYKEY|NOTNULL|FOREIGNKEY|CHECK))$/
/**
 * PostgreSQL's classes of connections, transactions, resources and what its operator does, and of the others
 * three that name a table or a column (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const ofPostgres = /^(?:(?:08|25|28|3D|40|53|55|57)\w{3}|42501|42P01|42703)$/

/** Ours, V8's of a name in the code, and two warnings of Node's; its deprecations may quote an address. */
const speaking = new Set(['Fault', 'ReferenceError', 'ExperimentalWarning', 'MaxListenersExceededWarning'])

/**
 * Whether the words of an error cannot hold what people sent. A list of those that cannot, because any other
 * may quote: JSON.parse its input, V8 a value that is no function, PostgreSQL a row.
 */
function speaksOfTheSystem(error: Detailed): boolean {
  if (speaking.has(error.name)) return true
  const code = String(error.code)
  return isFromPostgres(error) ? ofPostgres.test(code) : error.name === 'SqliteError' && ofSqlite.test(code)
}

const isFromPostgres = (error: Detailed) => 'severity' in error && /^\w{5}$/.test(String(error.code))
const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
const word = (value: unknown) => /^\w{1,60}$/.exec(String(value ?? ''))?.[0]

/**
 * The places of a stack. It begins with the message, whose lines may look like
 * places: where that is not found, none is told.
 */
function framesOf({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message)
  if (at < 0) return []
  const lines = stack.slice(at + message.length).split('\n')
  return lines
    .filter((line) => line.startsWith('    at '))
    .map((line) => inSources(line.slice('    at '.length)))
}
