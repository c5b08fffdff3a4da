import { and, eq, isNotNull, lt, sql } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { isThere } from './membership.ts'

/** Where a room's history begins, and what its owners chose. */
export type Beginning = Awaited<ReturnType<typeof roomsInTime>>[number]

const columns = {
  id: rooms.id,
  type: rooms.type,
  visibility: rooms.visibility,
  name: rooms.name,
  isActive: rooms.isActive,
  retentionDays: rooms.retentionDays,
  firstSeq: rooms.firstSeq,
  lastSeq: rooms.lastSeq,
}

/** All rooms that hold anything; `onlyOwn`: whose owners chose how long. It asks for no rights. */
export const roomsInTime = (on: Queries, onlyOwn: boolean) =>
  on
    .select(columns)
    .from(rooms)
    .where(
      and(
        isThere,
        onlyOwn ? isNotNull(rooms.retentionDays) : undefined,
        sql`${rooms.lastSeq} >= ${rooms.firstSeq}`,
      ),
    )

/** One of them, with its row locked until the end of the write; nothing when it is not there any more. */
export async function lockBeginning(tx: Queries, roomId: string): Promise<Beginning | undefined> {
  const [room] = await tx
    .update(rooms)
    .set({ firstSeq: sql`${rooms.firstSeq}` })
    .where(and(eq(rooms.id, roomId), isThere))
    .returning(columns)
  return room
}

/**
 * The history begins later from now on: nothing before it is unread for anybody. The room's row must be
 * locked. `goneBefore`: a time that nothing is older than any more.
 */
export async function beginAt(
  tx: Queries,
  roomId: string,
  { firstSeq, goneBefore }: { firstSeq: number; goneBefore: number },
): Promise<void> {
  await tx.update(rooms).set({ firstSeq, goneBefore }).where(eq(rooms.id, roomId))
  const last = firstSeq - 1
  await tx
    .update(memberships)
    .set({ lastReadSeq: last })
    .where(and(eq(memberships.roomId, roomId), lt(memberships.lastReadSeq, last)))
}

/** Tells its members where it begins. */
export function tellBeginning(note: Note, { id: roomId, type, isActive }: Beginning): void {
  note('room.changed', { roomId, type, isActive })
}
