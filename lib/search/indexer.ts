import type { Queries } from '#lib/db/open.ts'
import { storedSince } from '#lib/messages/rows.ts'
import { revisions } from '#lib/rooms/head.ts'
import { entryOf } from './entry.ts'
import { atOnce, type Entry, type SearchIndex } from './search-index.ts'

const everyMs = 500

type Follower = {
  /** Resolves when everything written before the call can be found. */
  catchUp: () => Promise<void>
  stop: () => Promise<void>
}

/**
 * Keeps the index in step: each room's changes after the revision it has. Posting does nothing for it and
 * waits for nothing; after a crash it goes on where the stored revisions say.
 */
export function follow(
  on: Queries,
  index: SearchIndex,
  note: (words: string, error?: unknown) => void,
): Follower {
  let followed: Map<string, number> | undefined
  let stopped = false
  let wake: (() => void) | undefined

  /** One room's next changes; says whether there are more. */
  const step = async (done: Map<string, number>, roomId: string, revision: number): Promise<boolean> => {
    const since = done.get(roomId) ?? 0
    // A database restored from a backup: its revisions mean something else now.
    if (since > revision) return forget(done, roomId)
    const changed = await storedSince(on, roomId, since, atOnce)
    const upTo = changed.length < atOnce ? Math.max(revision, since) : (changed.at(-1)?.revision ?? revision)
    const entries: Entry[] = []
    const gone: string[] = []
    for (const message of changed.sort((a, b) => a.seq - b.seq)) {
      const entry = entryOf(message)
      if (entry) entries.push(entry)
      else gone.push(message.id)
    }
    await index.put({ roomId, revision: upTo, entries, gone })
    done.set(roomId, upTo)
    return upTo < revision
  }

  const forget = async (done: Map<string, number>, roomId: string): Promise<boolean> => {
    const more = await index.forget(roomId)
    if (!more) done.delete(roomId)
    return true
  }

  const turn = async () => {
    if (!(await index.lead())) return
    followed ??= await index.followed()
    const done = followed
    const heads = await revisions(on)
    for (const roomId of [...done.keys()])
      if (!heads.has(roomId)) while (!stopped && done.has(roomId)) await pauseAfter(forget(done, roomId))
    const first = done.size === 0 && heads.size > 0
    for (const [roomId, revision] of heads)
      if (done.get(roomId) !== revision) while (!stopped && (await pauseAfter(step(done, roomId, revision))));
    if (first && !stopped) note(`The search index is complete: ${heads.size} rooms`)
  }

  const guarded = async () => {
    try {
      await turn()
    } catch (error) {
      followed = undefined
      if (!stopped) note('Indexing for search will be tried again', error)
    }
  }
  let work = guarded()
  /** Turns follow each other: what was written before this call is in the one that starts after it. */
  const next = () => {
    work = work.then(guarded)
    return work
  }
  const round = async () => {
    while (!stopped) {
      await work
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, everyMs).unref()
      })
      if (!stopped) void next()
    }
  }
  const rounds = round()

  return {
    catchUp: next,
    stop: async () => {
      stopped = true
      wake?.()
      await rounds
      await work
    },
  }
}

/** Lets a question in between two steps. */
async function pauseAfter<T>(work: Promise<T>): Promise<T> {
  const result = await work
  await new Promise((turn) => setImmediate(turn))
  return result
}
