import { LRUCache } from 'lru-cache'
import { type Written, writeOut } from './written.ts'

/** Of all answers together; one that is larger by itself is not kept. */
const mostBytes = 32 * 1024 * 1024
/** What one costs beside its texts. */
const besides = 500

type Ask<A> = {
  /** The database's, from before anything of this was read. */
  stamp: number | null
  /** All that the answer tells has another version when it tells something else. */
  version: () => Promise<string>
  /** The answer, and of which version it is; null where that is not known, and then it is not kept. */
  make: () => Promise<{ answer: A; version: string | null }>
}
/**
 * Answers that may be asked for again, written out once. Each is good for one version of all that it tells,
 * which is read from the database each time anything was written there: what another process has changed is
 * felt by the very next answer. Rights are asked before, by whoever asks for one.
 */
export type KeptAnswers = <A>(key: string, ask: Ask<A>) => Promise<Written<A>>

type Kept = { version: string; answer: Written; stamp: number | null }

export function keepAnswers(): KeptAnswers {
  const kept = new LRUCache<string, Kept>({
    maxSize: mostBytes,
    sizeCalculation: ({ version, answer }, key) =>
      answer.body.byteLength + 2 * (key.length + version.length) + besides,
  })
  return async <A>(key: string, { stamp, version, make }: Ask<A>) => {
    const found = kept.get(key) as (Kept & { answer: Written<A> }) | undefined
    if (found) {
      if (stamp !== null && found.stamp === stamp) return found.answer
      if (found.version === (await version())) {
        found.stamp = stamp
        return found.answer
      }
    }
    const made = await make()
    const answer = writeOut(made.answer)
    if (made.version !== null) kept.set(key, { version: made.version, answer, stamp })
    return answer
  }
}
