import { desc, eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import type { Written } from '#lib/http/written.ts'
import { profilesVersion } from '#lib/instance/profiles-version.ts'
import { type JoinedRoom, requireMembership } from '#lib/rooms/membership.ts'
import { presentMessage, presentThread } from './present.ts'
import { stretch } from './rows.ts'
import type { HistoryQuery, MessagePage } from './schema.ts'
import { threadsBegunIn } from './thread-rows.ts'

/**
 * A page of history, for members. Numbers are dense, so a page is a stretch
 * of them and needs no look beyond its ends.
 */
export async function history(
  { db, viewer }: Context,
  roomId: string,
  query: HistoryQuery,
): Promise<MessagePage> {
  const room = await requireMembership(db.read, viewer, roomId)
  return pageOf(db.read, room, reach(query, room.lastSeq))
}

/** The same, written out: to all members it is the same. */
export async function writtenHistory(
  { db, kept, viewer }: Context,
  roomId: string,
  query: HistoryQuery,
): Promise<Written<MessagePage>> {
  const stamp = db.stamp()
  const room = await requireMembership(db.read, viewer, roomId)
  const { from, to } = reach(query, room.lastSeq)
  const version = async () => `${room.revision} ${await profilesVersion(db.read)}`
  return kept(`history ${roomId} ${from} ${to}`, {
    stamp,
    version,
    make: async () => ({ version: await version(), answer: await pageOf(db.read, room, { from, to }) }),
  })
}

async function pageOf(on: Queries, room: JoinedRoom, { from, to }: Stretch): Promise<MessagePage> {
  const roomId = room.id
  const [rows, threads] =
    from > to
      ? [[], []]
      : await Promise.all([
          stretch(on).execute({ roomId, from, to }),
          threadsBegunIn(on).execute({ roomId, from, to }),
        ])
  return {
    items: rows.map(presentMessage),
    threads: threads.map(presentThread),
    revision: room.revision,
    hasBefore: Math.min(from, room.lastSeq + 1) > 1,
    hasAfter: to < room.lastSeq,
  }
}

/** Messages by seq, both included. */
type Stretch = { from: number; to: number }

function reach({ before, after, around, limit }: HistoryQuery, lastSeq: number): Stretch {
  if (after !== undefined) return { from: after + 1, to: Math.min(after + limit, lastSeq) }
  let to = lastSeq
  if (before !== undefined) to = Math.min(before - 1, lastSeq)
  if (around !== undefined) to = Math.min(Math.max(around + Math.floor(limit / 2), limit), lastSeq)
  return { from: Math.max(1, to - limit + 1), to }
}

/** The last message of a room, as it is stored. It asks for no rights. */
export async function lastMessage(on: Queries, roomId: string) {
  const [last] = await on
    .select({ id: messages.id, authorId: messages.authorId, deletedAt: messages.deletedAt })
    .from(messages)
    .where(eq(messages.roomId, roomId))
    .orderBy(desc(messages.seq))
    .limit(1)
  return last
}

/** Ids of everybody who has written in a room, as a part of a statement. It asks for no rights. */
export const authorsIn = (on: Queries, roomId: string) =>
  on.selectDistinct({ id: messages.authorId }).from(messages).where(eq(messages.roomId, roomId))
