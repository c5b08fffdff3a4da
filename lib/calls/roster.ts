import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { Queries } from '#lib/db/open.ts'
import { calls, participants } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { memberships } from '#lib/rooms/columns.ts'
import type { RoomRole } from '#lib/rooms/schema.ts'

/** A seat; with a socket, it must still be held by that one: it may have moved to another tab. */
export type SeatRef = { roomId: string; participantId: string; socketId?: string }

const membership = and(
  eq(memberships.roomId, participants.roomId),
  eq(memberships.userId, participants.userId),
)

const seats = (on: Queries, which: SQL | undefined) =>
  on
    .select({
      participant: participants,
      user: personColumns,
      is: users.role,
      role: memberships.role,
    })
    .from(participants)
    .innerJoin(users, eq(users.id, participants.userId))
    .leftJoin(memberships, membership)
    .where(and(isNull(participants.leftAt), which))
    .orderBy(asc(participants.joinSeq))

/** Who has left may not be a member any more. */
export type ParticipantRow = Awaited<ReturnType<typeof seats>>[number]
export type SeatedRow = ParticipantRow & { role: RoomRole }

const isMember = (row: ParticipantRow): row is SeatedRow => row.role !== null

/**
 * A live participant is one who has not left and is still a member of the room:
 * a right that ends takes the seat with it.
 */
const live = async (rows: PromiseLike<ParticipantRow[]>): Promise<SeatedRow[]> =>
  (await rows).filter(isMember)

const seatsInRoom = statement((on) =>
  seats(on, eq(participants.roomId, sql.placeholder('roomId'))).prepare('call_roster'),
)

/** Everybody in the call of a room, in the order of joining; with none there is no call. */
export const rosterOf = (on: Queries, roomId: string): Promise<SeatedRow[]> =>
  live(seatsInRoom(on).execute({ roomId }))

/** Those of the given participants who are live in this room. */
export const seated = (on: Queries, roomId: string, ids: string[]): Promise<SeatedRow[]> =>
  live(seats(on, and(eq(participants.roomId, roomId), inArray(participants.id, ids))))

/**
 * Whether this seat exists, and by this socket when one is named: a seat taken
 * from another tab is not one's own any more.
 */
export const isSeatOf = <R extends ParticipantRow>(
  row: R | undefined,
  { participantId, socketId }: SeatRef,
): row is R =>
  row?.participant.id === participantId && (socketId === undefined || row.participant.socketId === socketId)

/** The seat as it is in this call now; otherwise `not_found`. */
export async function requireSeat(on: Queries, seating: SeatRef): Promise<SeatedRow> {
  const [row] = await seated(on, seating.roomId, [seating.participantId])
  if (!isSeatOf(row, seating)) throw notFound('call')
  return row
}

/** The row of a room's call that has not ended, whoever sits in it. */
export async function callOf(on: Queries, roomId: string) {
  const [call] = await callInRoom(on).execute({ roomId })
  return call
}
const callInRoom = statement((on) =>
  on
    .select()
    .from(calls)
    .where(and(eq(calls.roomId, sql.placeholder('roomId')), isNull(calls.endedAt)))
    .prepare('call_of_room'),
)
export type CallRow = NonNullable<Awaited<ReturnType<typeof callOf>>>

type NoCall = 'calls.noneToLock' | 'calls.noneToKnock' | 'calls.over'

/** The call that goes on in a room and who sits in it; refuses for this reason when nobody does. */
export async function requireCall(on: Queries, roomId: string, reason: NoCall) {
  const rows = await rosterOf(on, roomId)
  const call = rows.length > 0 ? await callOf(on, roomId) : undefined
  if (!call) throw new Refusal('not_found', reason)
  return { call, rows }
}

export type Leaving = { at: number; reason: NonNullable<(typeof participants.$inferSelect)['leftReason']> }

/** Ends the seats that match and are live; gives them as they were. */
export async function vacate(
  tx: Queries,
  which: SQL | undefined,
  { at, reason }: Leaving,
): Promise<ParticipantRow[]> {
  const rows = await seats(tx, which)
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
