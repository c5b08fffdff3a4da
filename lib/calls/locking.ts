import { and, eq, gte } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { calls, participants } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { lockMembership } from '#lib/rooms/entry.ts'
import type { JoinedRoom } from '#lib/rooms/membership.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import { answerWaiting, knockOf } from './knocks.ts'
import { type CallRow, callOf, requireCall } from './roster.ts'

/** Locks the call that goes on in a room, or unlocks it. For moderators and owners, also from outside. */
export async function lockCall(context: Context, roomId: string, locked: boolean): Promise<void> {
  const { change, viewer } = context
  await change(async (tx, note) => {
    const room = await lockMembership(tx, viewer, roomId)
    if (!canModerate(room)) throw new Refusal('forbidden', 'calls.lock')
    const { call } = await requireCall(tx, roomId, 'calls.noneToLock')
    await tx.update(calls).set({ locked }).where(eq(calls.id, call.id))
    // Not an admission: should it be locked again before they come, they knock again.
    note('call.locked', { roomId, locked })
    if (!locked) await answerWaiting(tx, note, call, 'withdrawn', { admitted: true })
  })
}

/**
 * Refuses who has to knock first. The room's row must be locked, so that
 * the call's lock stays as it is meanwhile.
 */
export async function requireWayIn(
  { viewer }: Context,
  tx: Queries,
  room: JoinedRoom,
  isInside: (call: CallRow) => boolean,
): Promise<void> {
  const call = await callOf(tx, room.id)
  if (!call?.locked || canModerate(room)) return
  if ((await knockOf(tx, call, viewer.userId))?.answer === 'admitted') return
  if (isInside(call) && !(await wasRemoved(tx, call, viewer.userId))) return
  throw new Refusal('forbidden', 'calls.locked')
}

async function wasRemoved(tx: Queries, { roomId, startedAt }: CallRow, userId: string): Promise<boolean> {
  const [removed] = await tx
    .select({ id: participants.id })
    .from(participants)
    .where(
      and(
        eq(participants.roomId, roomId),
        eq(participants.userId, userId),
        eq(participants.leftReason, 'removed'),
        gte(participants.leftAt, startedAt),
      ),
    )
    .limit(1)
  return removed !== undefined
}
