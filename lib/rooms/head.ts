import { and, eq, sql } from 'drizzle-orm'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { rooms } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { notFound } from '#lib/errors.ts'
import { isThere, postableBy, replyableBy, requirePostable, type Standing } from './membership.ts'

/** Who may take the next place, and what for. */
const nextPlace = (name: string, mayTake: typeof postableBy) =>
  statement((on) =>
    on
      .update(rooms)
      .set({
        lastSeq: sql`${rooms.lastSeq} + 1`,
        revision: sql`${rooms.revision} + 1`,
        lastMessageAt: sql`coalesce(${sql.placeholder('at')}, ${rooms.lastMessageAt})`,
        activeAt: sql`coalesce(${sql.placeholder('at')}, ${rooms.activeAt})`,
      })
      .where(
        and(
          eq(rooms.id, sql.placeholder('roomId')),
          mayTake(on, sql.placeholder('userId'), sql.placeholder('now')),
        ),
      )
      .returning({ seq: rooms.lastSeq, revision: rooms.revision, slowModeMs: rooms.slowModeMs })
      .prepare(name),
  )
const places: Record<Standing, ReturnType<typeof nextPlace>> = {
  room: nextPlace('message_advance', postableBy),
  thread: nextPlace('reply_advance', replyableBy),
}

/**
 * Gives the next seq and revision of a room's history to somebody who may say something there now, or
 * refuses. `shown`: whether the room shows what happens. On PostgreSQL the row's lock makes commit order
 * equal to revision order within a room. `slowModeMs`: how long its members wait.
 */
export async function advance(
  tx: Queries,
  viewer: Viewer,
  roomId: string,
  { now, shown, where }: { now: number; shown: boolean; where: Standing },
): Promise<{ seq: number; revision: number; slowModeMs: number }> {
  const at = shown ? now : null
  const [head] = await places[where](tx).execute({ roomId, userId: viewer.userId, at, now })
  if (head) return head
  await requirePostable(tx, viewer, roomId, where, now)
  throw notFound('room')
}

/**
 * Gives the next seq and revision to what the room itself tells, which asks nobody for a right. Without the
 * time `at` it asks for no attention either: it does not move the room in any list.
 */
export async function nextPlaceOfEvent(
  tx: Queries,
  roomId: string,
  at?: number,
): Promise<{ seq: number; revision: number }> {
  const [head] = await tx
    .update(rooms)
    .set({
      lastSeq: sql`${rooms.lastSeq} + 1`,
      revision: sql`${rooms.revision} + 1`,
      ...(at !== undefined && { lastMessageAt: at, activeAt: at }),
    })
    .where(and(eq(rooms.id, roomId), isThere))
    .returning({ seq: rooms.lastSeq, revision: rooms.revision })
  if (!head) throw notFound('room')
  return head
}

/** Gives the next revision: for a change of what stands in the history already. */
export async function nextRevision(tx: Queries, roomId: string): Promise<number> {
  const [room] = await tx
    .update(rooms)
    .set({ revision: sql`${rooms.revision} + 1` })
    .where(eq(rooms.id, roomId))
    .returning({ revision: rooms.revision })
  if (!room) throw notFound('room')
  return room.revision
}

/** Gives the next place in the order of those who join calls of this room. It locks the room's row. */
export async function nextJoinSeq(tx: Queries, roomId: string): Promise<number> {
  const [room] = await tx
    .update(rooms)
    .set({ lastCallJoinSeq: sql`${rooms.lastCallJoinSeq} + 1` })
    .where(eq(rooms.id, roomId))
    .returning({ joinSeq: rooms.lastCallJoinSeq })
  if (!room) throw notFound('room')
  return room.joinSeq
}

/** How far a room is. */
export type Head = { revision: number; lastSeq: number; goneBefore: number }

/** How far each room is, by their ids: for whoever follows all of them. */
export async function heads(on: Queries): Promise<Map<string, Head>> {
  const found = await on
    .select({
      id: rooms.id,
      revision: rooms.revision,
      lastSeq: rooms.lastSeq,
      goneBefore: rooms.goneBefore,
    })
    .from(rooms)
    .where(isThere)
  return new Map(found.map(({ id, ...head }) => [id, head]))
}
