import { type DestinationStream, type Logger, pino } from 'pino'
import { failureOf, isError } from './failure.ts'
import { tellRepeats } from './repeats.ts'

/** pino's number of `warn`: from there on lines tell faults. */
const faulty = 40

/**
 * The process's log. Wherever in a line an error stands, and whatever stands under `err`: it tells what
 * `Failure` has a place for. A fault that repeats is told once a minute, with how many `times`.
 */
export function makeLog(level: string, to?: DestinationStream): Logger {
  const repeated = tellRepeats()
  return pino(
    {
      level,
      // pino's own would look for the message and the stack of what is a Failure already.
      serializers: { err: (failure) => failure },
      hooks: {
        logMethod([first, ...rest], write, severity) {
          const given: unknown = isError(first) ? { err: first } : first
          const line = withoutValues(given)
          const told = rest.map((one) => withoutValues(one))
          const tell = (times: number) => {
            const counted = times > 1 ? { ...(line as object), times } : line
            write.apply(this, [counted, ...told] as Parameters<typeof write>)
          }
          if (severity >= faulty && hasError(given)) repeated(given.err, `${severity} ${rest[0]}`, tell)
          else tell(1)
        },
      },
    },
    to,
  )
}

const hasError = (line: unknown): line is { err: unknown } =>
  typeof line === 'object' && line !== null && 'err' in line

/** By this signal the log tells more, and by the next one as much as before: nobody has to restart for it. */
export function tellMoreOnSignal(log: Logger): void {
  const { level } = log
  process.on('SIGUSR2', () => {
    log.level = log.isLevelEnabled('debug') ? level : 'debug'
    log.warn({ tells: log.level }, 'the log tells another level')
  })
}

/**
 * From now on what libraries print goes into the log: Next prints the errors of pages, of
 * actions and those nobody caught, with all that they carry. Of a text only the place it was
 * printed at is told, because it may quote.
 */
export function takeConsole(log: Logger): void {
  for (const [method, level] of methods)
    console[method] = (...printed: unknown[]) => {
      const [, ...from] = failureOf(new Error('printed')).frames ?? []
      const errors = printed.filter(isError)
      for (const err of errors) log[level]({ err }, 'printed by a library')
      if (errors.length === 0) log[level]({ from }, 'printed by a library')
    }
}

const methods = [
  ['error', 'error'],
  ['warn', 'warn'],
  ['log', 'info'],
  ['info', 'info'],
  ['debug', 'debug'],
] as const

/** As deep as pino writes. */
const deepest = 5

function withoutValues(value: unknown, depth = 0): unknown {
  if (isError(value)) return failureOf(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return undefined
  if (Array.isArray(value)) return value.map((one) => withoutValues(one, depth + 1))
  const told = Object.entries(value).map(([key, one]) => [
    key,
    key === 'err' ? failureOf(one) : withoutValues(one, depth + 1),
  ])
  return Object.fromEntries(told)
}
