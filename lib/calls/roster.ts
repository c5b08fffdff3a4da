import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { memberships, participants, users } from '#lib/db/schema.ts'

/** A live participant is one who has not left and is still a member of the room: a right that ends takes the seat with it. */
const live = (on: Queries, which: SQL | undefined) =>
  on
    .select({
      participant: participants,
      user: { id: users.id, name: users.name, avatarUrl: users.avatarUrl },
    })
    .from(participants)
    .innerJoin(users, eq(users.id, participants.userId))
    .innerJoin(
      memberships,
      and(eq(memberships.roomId, participants.roomId), eq(memberships.userId, participants.userId)),
    )
    .where(and(isNull(participants.leftAt), which))
    .orderBy(asc(participants.joinSeq))

export type ParticipantRow = Awaited<ReturnType<typeof live>>[number]

export const rosterOf = (on: Queries, roomId: string): Promise<ParticipantRow[]> =>
  live(on, eq(participants.roomId, roomId))

/** Those of the given participants who are live in this room. */
export const seated = (on: Queries, roomId: string, ids: string[]): Promise<ParticipantRow[]> =>
  live(on, and(eq(participants.roomId, roomId), inArray(participants.id, ids)))

type Leaving = { at: number; reason: NonNullable<(typeof participants.$inferSelect)['leftReason']> }

/** Ends the seats that match and are live; gives them as they were. */
export async function vacate(tx: Queries, which: SQL | undefined, { at, reason }: Leaving) {
  const rows = await tx
    .select({
      participant: participants,
      user: { id: users.id, name: users.name, avatarUrl: users.avatarUrl },
    })
    .from(participants)
    .innerJoin(users, eq(users.id, participants.userId))
    .where(and(isNull(participants.leftAt), which))
  const ids = rows.map((row) => row.participant.id)
  if (ids.length === 0) return []
  const left = await tx
    .update(participants)
    .set({ leftAt: at, leftReason: reason })
    .where(and(inArray(participants.id, ids), isNull(participants.leftAt), which))
    .returning({ id: participants.id })
  const gone = new Set(left.map((row) => row.id))
  return rows.filter((row) => gone.has(row.participant.id))
}
