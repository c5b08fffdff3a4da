import type { Logger } from 'pino'
import { failureOf, isError } from '#lib/failure.ts'

/**
 * From now on what libraries, Node and threads print goes into the log: Next prints the errors of pages, of
 * actions and those nobody caught, with all that they carry. Of a text only the place it was printed at is
 * told, because it may quote.
 */
export function takePrinted(log: Logger): void {
  for (const [method, level] of methods)
    console[method] = (...printed: unknown[]) => {
      const errors = printed.filter(isError)
      for (const err of errors) log[level]({ err }, words)
      if (errors.length === 0 && log.isLevelEnabled(level)) log[level]({ from: callers() }, words)
    }
  for (const [stream, level] of [
    [process.stdout, 'debug'],
    [process.stderr, 'warn'],
  ] as const)
    stream.write = (_chunk: unknown, ...rest: unknown[]) => {
      if (log.isLevelEnabled(level)) log[level]({ from: callers() }, words)
      const done = rest.at(-1)
      if (typeof done === 'function') process.nextTick(done)
      return true
    }
  // Node's own listener prints them.
  process.removeAllListeners('warning')
  process.on('warning', (warning) => log.warn({ warning: failureOf(warning) }, 'a warning of Node'))
}

const words = 'printed by a library'
const methods = [
  ['error', 'error'],
  ['warn', 'warn'],
  ['log', 'debug'],
  ['info', 'debug'],
  ['debug', 'debug'],
] as const

/** What Next puts around the console once it is loaded. */
const around = /node-environment-extensions|AsyncLocalStorage\./
const places = 5

/**
 * Who printed: what was called before the two here that heard of it. As it is, because the maps of what was
 * built (lib/source-places.ts) take more memory than all of this is worth.
 */
function callers(): string[] {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 20
  const { stack = '' } = new Error('printed')
  Error.stackTraceLimit = stackTraceLimit
  const lines = stack.split('\n').slice(3)
  return lines
    .filter((line) => !around.test(line))
    .slice(0, places)
    .map((line) => line.trim().replace(/^at /, ''))
}
