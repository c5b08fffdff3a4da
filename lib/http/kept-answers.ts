import { LRUCache } from 'lru-cache'
import { type Written, writeOut } from './written.ts'

/** Of all answers together; one that is larger by itself is not kept. */
const mostBytes = 32 * 1024 * 1024
/** What one costs beside its texts. */
const besides = 500

/** An answer, and of which version it is where that is known: only then it is kept. */
type Made<A> = { answer: A; version: string | null }
/**
 * Answers that may be asked for again, written out once. Each is good for one version of all that it tells,
 * which is read from the database each time, before the answer is looked for: what another process has
 * changed is felt by the very next answer. Rights are asked before, by whoever asks for one.
 */
export type KeptAnswers = <A>(
  key: string,
  version: string,
  make: () => Promise<Made<A>>,
) => Promise<Written<A>>

export function keepAnswers(): KeptAnswers {
  const kept = new LRUCache<string, { version: string; answer: Written }>({
    maxSize: mostBytes,
    sizeCalculation: ({ version, answer }, key) =>
      answer.body.byteLength + 2 * (key.length + version.length) + besides,
  })
  return async <A>(key: string, version: string, make: () => Promise<Made<A>>) => {
    const found = kept.get(key)
    if (found?.version === version) return found.answer as Written<A>
    const made = await make()
    const answer = writeOut(made.answer)
    if (made.version !== null) kept.set(key, { version: made.version, answer })
    return answer
  }
}
