import { type DestinationStream, type Logger, pino } from 'pino'
import { failureOf, isError } from './failure.ts'

/**
 * The process's log. Wherever in a line an error stands, and whatever stands under `err`:
 * it tells what `Failure` has a place for.
 */
export const makeLog = (level: string, to?: DestinationStream): Logger =>
  pino(
    {
      level,
      // pino's own would look for the message and the stack of what is a Failure already.
      serializers: { err: (failure) => failure },
      hooks: {
        logMethod([first, ...rest], write) {
          const line = withoutValues(isError(first) ? { err: first } : first)
          write.apply(this, [line, ...rest.map((one) => withoutValues(one))] as Parameters<typeof write>)
        },
      },
    },
    to,
  )

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
