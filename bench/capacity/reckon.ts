import type { Found } from './found.ts'
import { full, type Top } from './step-up.ts'

/**
 * What gives out first, or keeps it from being known: `measuring` is whoever makes the load, `time` the time
 * given.
 */
export type Cause = 'processor' | 'store' | 'memory' | 'open files' | 'measuring' | 'time'
export type Reckoned = { people: number; cause: Cause; posts: number; allBackMs: number }

/** Files a process has open that are nobody's line: the database, its threads, uploads. */
const otherFiles = 256

/**
 * Half of what was measured, since whoever makes the load needs some of the machine, too; null where nothing
 * that was tried was well.
 */
export function reckon(found: Found): Reckoned | null {
  if (!found.people || !found.posts) return null
  const most: [Cause, number][] = [
    [causeOf(found.people), found.people.most / 2],
    ['memory', (found.freeMemoryBytes / 2 - found.serverBytes) / found.bytesPerPerson],
    ['open files', found.mostOpenFiles - otherFiles],
  ]
  const [cause, least] = most.reduce((least, one) => (one[1] < least[1] ? one : least))
  const people = Math.max(0, twoDigits(least))
  return {
    people,
    cause,
    posts: twoDigits(found.posts.most / 2),
    allBackMs: found.readyMs + (people / (found.backPerSecond / 2)) * 1_000,
  }
}

/** Why it was not more. */
function causeOf({ seen, beyond }: Top): Cause {
  if (seen.ownBusy > full) return 'measuring'
  if (!beyond) return 'time'
  return beyond.busy > 0.7 ? 'processor' : beyond.ownBusy > 0.7 ? 'measuring' : 'store'
}

/** 12,345 becomes 12,000: more digits would not come out again the next time. */
function twoDigits(figure: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, figure))) - 1)
  return Math.floor(figure / step) * step
}
