import type { Queries } from '#lib/db/open.ts'
import { followedSince, unchangedUpTo } from '#lib/messages/rows.ts'
import { type Head, heads } from '#lib/rooms/head.ts'
import { entryOf } from './entry.ts'
import { atOnce, type Change, type SearchIndex } from './search-index.ts'

const everyMs = 500
/** After so many messages in one turn the index is put in order. */
const much = 10_000

/** How far a room was read: all its changes up to a revision, and so all that was posted up to a seq. */
type Place = { since: number; above: number }

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
  /** Up to which time each room was forgotten by this process. */
  const forgotten = new Map<string, number>()
  let stopped = false
  let wake: (() => void) | undefined

  /** Adds what a room has become since, or the first of it; says how far that is. */
  const gather = async (
    { entries, gone, revisions }: Change,
    roomId: string,
    { since, above }: Place,
    upTo: number,
  ): Promise<Place> => {
    const changed = await followedSince(on).execute({ roomId, since, above, limit: atOnce })
    const last = Math.max(since, ...changed.map(({ revision }) => revision))
    const revision = changed.length < atOnce ? Math.max(last, upTo) : last
    for (const message of changed.sort((a, b) => a.seq - b.seq)) {
      const entry = entryOf(message)
      if (entry) entries.push(entry)
      else gone.push(message.id)
    }
    revisions.set(roomId, revision)
    const posted = changed.filter(({ revised }) => !revised)
    return { since: revision, above: posted.at(-1)?.seq ?? above }
  }

  /**
   * Stores what rooms have become, and says how many messages it took. Changes of many rooms are stored
   * together: what storing costs is how often more than how many.
   */
  const bring = async (done: Map<string, number>, ahead: Map<string, Head>): Promise<number> => {
    let change = nothing()
    let stored = 0
    const store = async () => {
      change.entries.sort((a, b) => a.createdAt - b.createdAt)
      await pauseAfter(index.put(change))
      for (const [roomId, revision] of change.revisions) done.set(roomId, revision)
      stored += change.entries.length
      change = nothing()
    }
    for (const [roomId, head] of ahead) {
      const since = done.get(roomId) ?? 0
      let place = { since, above: unchangedUpTo(since, head) }
      while (place.since < head.revision && !stopped) {
        place = await gather(change, roomId, place, head.revision)
        if (change.entries.length + change.gone.length >= atOnce) await store()
      }
    }
    if (change.revisions.size > 0) await store()
    return stored
  }

  const forget = async (done: Map<string, number>, roomId: string) => {
    while (!stopped && (await pauseAfter(index.forget(roomId))));
    if (!stopped) done.delete(roomId)
  }

  /** What was taken from rooms because it was old has no revision that tells it. */
  const forgetOld = async (ahead: Map<string, Head>) => {
    for (const [roomId, { goneBefore }] of ahead) {
      if (goneBefore <= (forgotten.get(roomId) ?? 0)) continue
      while (!stopped && (await pauseAfter(index.forgetBefore(roomId, goneBefore))));
      if (!stopped) forgotten.set(roomId, goneBefore)
    }
  }

  const turn = async () => {
    if (!(await index.lead())) {
      // Whoever leads goes on from what is stored.
      followed = undefined
      return
    }
    followed ??= await index.followed()
    const done = followed
    const ahead = await heads(on)
    const first = done.size === 0 && ahead.size > 0
    // Of a room that is less far than what was indexed of it, as in a database restored from a backup, the
    // revisions mean something else now.
    for (const [roomId, revision] of [...done])
      if (revision > (ahead.get(roomId)?.revision ?? -1)) await forget(done, roomId)
    const stored = await bring(done, ahead)
    await forgetOld(ahead)
    if (stored >= much) while (!stopped && (await pauseAfter(index.join())));
    if (first && !stopped) note(`The search index is complete: ${ahead.size} rooms`)
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

const nothing = (): Change => ({ entries: [], gone: [], revisions: new Map() })

/** Lets a question in between two steps. */
async function pauseAfter<T>(work: Promise<T>): Promise<T> {
  const result = await work
  await new Promise((turn) => setImmediate(turn))
  return result
}
