import type { Queries } from '#lib/db/open.ts'
import type { Page } from '#lib/http/schema.ts'
import { readableIds, readableText } from '#lib/messages/readable.ts'
import { encodeCursor } from '#lib/paging.ts'
import { presentHits } from './hits.ts'
import { type Match, matching } from './match.ts'
import { authorWord, fileWord, neededFor, roomWord } from './n-grams.ts'
import type { Sought } from './parse-query.ts'
import type { Hit } from './schema.ts'
import { authorsNamed, scopeOf } from './scope.ts'
import { type IndexReader, perMs, type Wanted } from './search-index.ts'

export type Asked = { viewerId: string; sought: Sought; limit: number; cursor: number | null }

/** A question that finds little among much gives what it has, and the place to go on from. */
const enoughMs = 300
const leastAtOnce = 25
const mostAtOnce = 200
/** When less than one of so many places may be read, the rooms are named. */
const oneOf = 8

/**
 * Answers a question about what somebody may read now, the newest first. Rights are looked up with the
 * messages, never in the index.
 */
export async function find(on: Queries, index: IndexReader, asked: Asked): Promise<Page<Hit>> {
  const { viewerId, sought, limit } = asked
  const scope = await scopeOf(on, viewerId, sought)
  const authors = await authorsNamed(on, viewerId, sought.from)

  const matches: Match[] = []
  let rounds = 0
  const upTo = async (next: number | null): Promise<Page<Hit>> => {
    // What was read first may have been lost while more was looked for.
    const still =
      rounds > 1 &&
      (await readableIds(
        on,
        viewerId,
        matches.map(({ row }) => row.message.id),
      ))
    const found = still ? matches.filter(({ row }) => still.has(row.message.id)) : matches
    return {
      items: await presentHits(on, viewerId, found, sought.parts),
      nextCursor: next === null ? null : encodeCursor([next]),
    }
  }
  const matchOf = matching(sought, authors)
  const late = performance.now() + enoughMs
  let wanted = wantedWords(sought, authors)
  let named = scope.areFew || isNothing(wanted)
  if (named) wanted = within(wanted, await scope.all())
  let before = Math.min(asked.cursor ?? Number.MAX_SAFE_INTEGER, positionBefore(sought.before))
  let told = before
  for (let looked = 0; ; ) {
    rounds += 1
    // As many as what is missing should take, if matches stay as frequent as they were, and some to spare: to
    // ask again costs more.
    const chunk = inBounds(1.1 * (limit + 1 - matches.length) * ((looked + 1) / (matches.length + 1)))
    const places = isNever(wanted) ? [] : await index.find({ ...wanted, before, limit: chunk })
    const ids = places.map(({ messageId }) => messageId)
    const read = await readableText(on, viewerId, ids)
    let own = 0
    for (const { position, messageId } of places) {
      const row = read.get(messageId)
      const isOwn = row !== undefined && scope.has(row.message.roomId)
      const match = isOwn && matchOf(row)
      if (match && matches.length === limit) return upTo(told)
      if (match) matches.push(match)
      if (isOwn) own += 1
      // Where a message of others stands is nobody's business, so no cursor says it.
      if (isOwn || named) told = position
      before = position
    }
    if (places.length < chunk) return upTo(null)
    looked += chunk
    if (!named && own * oneOf < places.length) {
      wanted = within(wanted, await scope.all())
      named = true
    } else if (performance.now() > late) return upTo(told)
  }
}

const inBounds = (chunk: number) => Math.ceil(Math.max(leastAtOnce, Math.min(chunk, mostAtOnce)))

type Words = Omit<Wanted, 'before' | 'limit'>

function wantedWords(sought: Sought, authors: string[] | null): Words {
  const needed = sought.parts.map(neededFor)
  const words = new Set(needed.flatMap((part) => part.words))
  if (sought.hasFile) words.add(fileWord)
  return {
    words: [...words],
    beginning: needed.flatMap(({ beginning }) => beginning),
    any: authors ? [authors.map(authorWord)] : [],
    from: Number.isFinite(sought.after) ? (sought.after + 1) * perMs : 0,
  }
}

/** The index gives nothing for no words at all. */
const isNothing = ({ words, beginning, any }: Words) => words.length + beginning.length + any.length === 0

/** Nobody is called as they who are meant, or there is no room: the index has no words for that. */
const isNever = ({ any }: Words) => any.some((some) => some.length === 0)

const within = (wanted: Words, roomIds: string[]): Words => ({
  ...wanted,
  any: [...wanted.any, roomIds.map(roomWord)],
})

/**
 * Many of one moment stand a little after it, so the edge is wide:
 * messages themselves are asked for their time.
 */
const spillMs = 10_000
const positionBefore = (ms: number) =>
  Number.isFinite(ms) ? (ms + spillMs) * perMs : Number.MAX_SAFE_INTEGER
