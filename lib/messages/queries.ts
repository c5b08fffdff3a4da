import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import type { Written } from '#lib/http/written.ts'
import { profilesVersion } from '#lib/instance/profiles-version.ts'
import { type JoinedRoom, requireMembership } from '#lib/rooms/membership.ts'
import { presentMessage, presentThread } from './present.ts'
import { type MessageRow, shownAfter, shownBefore } from './rows.ts'
import type { HistoryQuery, MessagePage } from './schema.ts'
import { threadsBegunIn } from './thread-rows.ts'

/**
 * A page of what the room shows of its history, for members. It tells of all numbers between its ends, those
 * that stand in threads alone by leaving them out.
 */
export async function history(
  { db, viewer }: Context,
  roomId: string,
  query: HistoryQuery,
): Promise<MessagePage> {
  return pageOf(db.read, await requireMembership(db.read, viewer, roomId), query)
}

/** The same, written out: to all members it is the same. */
export async function writtenHistory(
  { db, kept, viewer }: Context,
  roomId: string,
  query: HistoryQuery,
): Promise<Written<MessagePage>> {
  const stamp = await db.stamp()
  const room = await requireMembership(db.read, viewer, roomId)
  const { before, after, around, limit } = query
  const version = async () => `${room.revision} ${room.firstSeq} ${await profilesVersion(db.read)}`
  return kept(`history ${roomId} ${before} ${after} ${around} ${limit}`, {
    stamp,
    version,
    make: async () => ({ version: await version(), answer: await pageOf(db.read, room, query) }),
  })
}

async function pageOf(on: Queries, room: JoinedRoom, query: HistoryQuery): Promise<MessagePage> {
  const { rows, from, to } = await stretchOf(on, room, query)
  const threads = from > to ? [] : await threadsBegunIn(on).execute({ roomId: room.id, from, to })
  return {
    items: rows.map(presentMessage),
    from,
    to,
    threads: threads.map(presentThread),
    revision: room.revision,
    hasBefore: Math.min(from, room.lastSeq + 1) > 1,
    hasAfter: to < room.lastSeq,
  }
}

/** Messages by seq, and of which numbers they tell, both included. */
type Stretch = { rows: MessageRow[]; from: number; to: number }

async function stretchOf(
  on: Queries,
  { id: roomId, lastSeq }: JoinedRoom,
  { before, after, around, limit }: HistoryQuery,
): Promise<Stretch> {
  // Any number may be asked for, and not each is one to PostgreSQL.
  const below = (seq: number) =>
    shownBefore(on).execute({ roomId, before: Math.min(seq, lastSeq + 1), limit: limit + 1 })
  // What came since the room was read is for the next page.
  const above = async (seq: number) => {
    const found = await shownAfter(on).execute({ roomId, after: Math.min(seq, lastSeq), limit: limit + 1 })
    return found.filter(({ message }) => message.seq <= lastSeq)
  }
  if (after !== undefined) {
    const found = await above(after)
    const rows = found.slice(0, limit)
    return { rows, from: after + 1, to: endOf(found, limit) ?? Math.max(after, lastSeq) }
  }
  if (around !== undefined) {
    const [older, newer] = [await below(around + 1), await above(around)]
    // Half of the page on either side, and more of one where the other has less.
    const next = newer.slice(0, Math.max(Math.floor(limit / 2), limit - older.length))
    const last = older.slice(0, limit - next.length)
    return {
      rows: [...last.toReversed(), ...next],
      from: older.length > last.length ? (last.at(-1)?.message.seq ?? around + 1) : 1,
      to: newer.length > next.length ? (next.at(-1)?.message.seq ?? around) : lastSeq,
    }
  }
  const end = Math.min(before ?? Number.MAX_SAFE_INTEGER, lastSeq + 1)
  const found = await below(end)
  return { rows: found.slice(0, limit).reverse(), from: endOf(found, limit) ?? 1, to: Math.max(0, end - 1) }
}

/** The seq a full page ends with; nothing where no more follows. */
const endOf = (found: MessageRow[], limit: number): number | undefined =>
  found.length > limit ? found[limit - 1]?.message.seq : undefined

/** The last message that a room shows, as it is stored. It asks for no rights. */
export async function lastMessage(on: Queries, roomId: string) {
  const [last] = await on
    .select({ id: messages.id, authorId: messages.authorId, deletedAt: messages.deletedAt })
    .from(messages)
    .where(and(eq(messages.roomId, roomId), eq(messages.inRoom, true)))
    .orderBy(desc(messages.seq))
    .limit(1)
  return last
}

/** Ids of everybody who has written in a room, as a part of a statement. It asks for no rights. */
export const authorsIn = (on: Queries, roomId: string) =>
  on.selectDistinct({ id: messages.authorId }).from(messages).where(eq(messages.roomId, roomId))
