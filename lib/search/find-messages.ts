import type { Queries } from '#lib/db/open.ts'
import { type ReadableText, readableTexts } from '#lib/messages/readable.ts'
import { textOf } from './entry.ts'
import { presentHits } from './hits.ts'
import { authorMark, fileMark, marksOfPart, roomMark } from './n-grams.ts'
import { keyOf } from './normalize.ts'
import type { Sought } from './parse-query.ts'
import type { Hit } from './schema.ts'
import { authorsNamed, roomsOpenTo } from './scope.ts'
import { perMs, type SearchIndex, type Wanted } from './search-index.ts'

export type Asked = { viewerId: string; sought: Sought; limit: number; cursor: number | null }
/** `next` is the place to go on from; null at the end. */
export type Found = { items: Hit[]; next: number | null }

/** A question that finds little among much gives what it has, and the place to go on from. */
const enoughMs = 300
const atOnce = 200
/** Naming more rooms than this to the index costs more than looking at messages of others in vain. */
const roomsNamed = 400

/**
 * Answers a question about what somebody may read now, the newest first. Rights are looked up with the
 * messages, never in the index.
 */
export async function find(on: Queries, index: SearchIndex, asked: Asked): Promise<Found> {
  const { viewerId, sought, limit } = asked
  const open = await roomsOpenTo(on, viewerId, sought)
  const authors = await authorsNamed(on, viewerId, sought.from)
  if (open.size === 0 || authors?.length === 0) return { items: [], next: null }

  const wanted = wantedMarks(sought, [...open.keys()], authors)
  const found: string[] = []
  const upTo = async (next: number | null): Promise<Found> => ({
    items: await presentHits(on, viewerId, found, open, sought.parts),
    next,
  })
  const late = performance.now() + enoughMs
  let before = Math.min(asked.cursor ?? Number.MAX_SAFE_INTEGER, positionBefore(sought.before))
  for (let chunk = limit + 1; ; chunk = atOnce) {
    const places = await index.find({ ...wanted, before, limit: chunk })
    const ids = places.map(({ messageId }) => messageId)
    const read = await readableTexts(on, viewerId, ids)
    for (const { position, messageId } of places) {
      const candidate = read.get(messageId)
      if (candidate && open.has(candidate.roomId) && fits(candidate, sought, authors)) {
        if (found.length === limit) return upTo(before)
        found.push(messageId)
      }
      before = position
    }
    if (places.length < chunk) return upTo(null)
    if (performance.now() > late) return upTo(before)
  }
}

type Marks = Omit<Wanted, 'before' | 'limit'>

function wantedMarks(sought: Sought, roomIds: string[], authors: string[] | null): Marks {
  const all = new Set(sought.parts.flatMap(marksOfPart))
  if (sought.hasFile) all.add(fileMark)
  const any: number[][] = []
  if (authors) any.push(authors.map(authorMark))
  if (roomIds.length <= roomsNamed || all.size + any.length === 0) any.push(roomIds.map(roomMark))
  return { all: [...all], any, from: Number.isFinite(sought.after) ? (sought.after + 1) * perMs : 0 }
}

/**
 * Many of one moment stand a little after it, so the edge is wide:
 * messages themselves are asked for their time.
 */
const spillMs = 10_000
const positionBefore = (ms: number) =>
  Number.isFinite(ms) ? (ms + spillMs) * perMs : Number.MAX_SAFE_INTEGER

function fits(message: ReadableText, sought: Sought, authors: string[] | null): boolean {
  if (message.createdAt >= sought.before || message.createdAt <= sought.after) return false
  if (sought.hasFile && message.attachments.length === 0) return false
  if (authors && !authors.includes(message.authorId)) return false
  const key = keyOf(textOf(message)).text
  return sought.parts.every((part) => key.includes(part))
}
