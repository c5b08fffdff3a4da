import { LRUCache } from 'lru-cache'
import { type Written, writeOut } from './written.ts'

/** Of all answers together; one that is larger by itself is not kept. */
const mostBytes = 32 * 1024 * 1024
/** What one costs beside its body. */
const besides = 500

/**
 * Answers that are the same for everybody who may have them, written out once. Each is good for one version
 * of all that it tells, which is read from the database each time and before the answer is made: what another
 * process has changed is felt by the very next answer. Rights are asked before, by whoever asks for one.
 */
export type KeptAnswers = <A>(key: string, version: string, make: () => Promise<A>) => Promise<Written<A>>

export function keepAnswers(): KeptAnswers {
  const kept = new LRUCache<string, { version: string; answer: Written }>({
    maxSize: mostBytes,
    sizeCalculation: ({ answer }) => answer.body.byteLength + besides,
  })
  return async <A>(key: string, version: string, make: () => Promise<A>) => {
    const found = kept.get(key)
    if (found?.version === version) return found.answer as Written<A>
    const answer = writeOut(await make())
    kept.set(key, { version, answer })
    return answer
  }
}
