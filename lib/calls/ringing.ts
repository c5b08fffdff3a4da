import { personOf } from '#lib/accounts/person.ts'
import type { Context } from '#lib/context.ts'
import { Refusal } from '#lib/errors.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { memberIds } from '#lib/rooms/queries.ts'
import { requireDirect } from './policy.ts'
import { requireCall, requireSeat, rosterOf, type SeatRef } from './roster.ts'

/** Calls the people of a direct room who are not in its call. For those who are. */
export async function ring({ announce, db, limits, viewer }: Context, seating: SeatRef): Promise<void> {
  const { roomId } = seating
  const { user } = await requireSeat(db.read, seating)
  requireDirect(await requireMembership(db.read, viewer, roomId))
  await limits.ring(viewer.userId, roomId)
  const inside = new Set((await rosterOf(db.read, roomId)).map(({ participant }) => participant.userId))
  const people = (await memberIds(db.read, roomId)).filter((userId) => !inside.has(userId))
  await announce('call.rang', { roomId, from: user, people })
}

/** Says that one will not come: to the call, and to one's other tabs, which then ring no more. */
export async function decline({ announce, db, viewer }: Context, roomId: string): Promise<void> {
  requireDirect(await requireMembership(db.read, viewer, roomId))
  const { rows } = await requireCall(db.read, roomId, 'calls.over')
  if (rows.some(({ participant }) => participant.userId === viewer.userId))
    throw new Refusal('conflict', 'calls.leaveInstead')
  await announce('call.declined', { roomId, person: personOf(viewer) })
}
