import { type DestinationStream, type Logger, pino } from 'pino'
import { type Failure, failureOf, isError } from './failure.ts'
import { tellRepeats } from './repeats.ts'

/** pino's number of `warn`: from there on lines tell faults. */
export const faulty = 40

/** A fault as the log tells it: in words of the code, with what stands beside it in the line. */
export type Told = {
  severity: number
  words: string
  line: { err: Failure; times?: number; requestId?: unknown; event?: unknown; job?: unknown }
}

/**
 * The process's log. Wherever in a line an error stands, and whatever stands under `err`: it tells what
 * `Failure` has a place for. A fault that repeats is told once a minute, with how many `times`; `report`
 * hears of faults as often.
 */
export function makeLog(level: string, to?: DestinationStream, report?: (told: Told) => void): Logger {
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
          const words = String(rest[0])
          const told = rest.map((one) => withoutValues(one))
          const tell = (times: number) => {
            const counted = times > 1 ? { ...(line as object), times } : line
            write.apply(this, [counted, ...told] as Parameters<typeof write>)
          }
          if (severity < faulty || !hasError(given)) return tell(1)
          repeated(given.err, `${severity} ${words}`, (times) => {
            tell(times)
            report?.({ severity, words, line: { ...(line as Told['line']), times } })
          })
        },
      },
    },
    to,
  )
}

const hasError = (line: unknown): line is { err: unknown } =>
  typeof line === 'object' && line !== null && 'err' in line

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
