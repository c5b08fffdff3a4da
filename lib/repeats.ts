import { isAway } from './errors.ts'
import { failureOf, isError } from './failure.ts'

/** What repeats is told so often, with how many times it was. */
const everyMs = 60_000
/** Different faults that are counted at once; what else there is, is told each time. */
const most = 500

type Tell = (times: number) => void

/**
 * Lets a fault through when it is met first, and then once a minute with how often it was: while a database
 * is away each request would tell the same.
 */
export function tellRepeats(waitMs = everyMs) {
  const counted = new Map<string, { times: number; tell: Tell }>()

  function endOf(key: string) {
    const { times, tell } = counted.get(key) ?? { times: 0, tell: () => undefined }
    counted.delete(key)
    if (times === 0) return
    // Before it is told: what is told is the beginning of the next minute.
    begin(key, tell)
    tell(times)
  }

  function begin(key: string, tell: Tell) {
    counted.set(key, { times: 0, tell })
    setTimeout(endOf, waitMs, key).unref()
  }

  /** `words`: what was being done. `tell` is called at once, or later with how many there were since. */
  return (error: unknown, words: string, tell: Tell): void => {
    const key = `${words} ${kindOf(error)}`
    const known = counted.get(key)
    if (known) {
      known.times += 1
      known.tell = tell
      return
    }
    if (counted.size < most) begin(key, tell)
    tell(1)
  }
}

/** One for all that fails because the same is away, wherever that is met. */
const kindOf = (error: unknown): string =>
  isAway(error) ? `away ${failureOf(rootOf(error)).code ?? ''}` : JSON.stringify(failureOf(error), ownPlaces)

/** What Node was about, as one of several immediates, makes no other fault of it. */
const ownPlaces = (name: string, value: unknown) =>
  name === 'frames' ? (value as string[]).filter((frame) => !frame.includes('node:internal/')) : value

const rootOf = (error: unknown, depth = 0): unknown =>
  isError(error) && isError(error.cause) && depth < deepest ? rootOf(error.cause, depth + 1) : error
const deepest = 4
