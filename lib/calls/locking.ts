import { and, eq, gte } from 'drizzle-orm'
import { personOf } from '#lib/accounts/person.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { calls, knocks, participants } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { lockRoom } from '#lib/rooms/entry.ts'
import { type JoinedRoom, requireMembership } from '#lib/rooms/membership.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import { answerWaiting, knockOf, waitingFor } from './knocks.ts'
import { lettingIn } from './policy.ts'
import { type CallRow, callOf, isSeatOf, requireCall, rosterOf, type Seating } from './roster.ts'

/** How long those inside are not told again of the same person. */
const knockAgainMs = 10_000

/** Locks the call that goes on in a room, or unlocks it. For moderators and owners, also from outside. */
export async function lockCall(context: Context, roomId: string, locked: boolean): Promise<void> {
  const { change, viewer } = context
  await change(async (tx, note) => {
    const room = await requireMembership(tx, viewer, roomId)
    if (!canModerate(room)) throw new Refusal('forbidden', 'Only moderators of the room can lock its call.')
    await lockRoom(tx, roomId)
    const { call } = await requireCall(tx, roomId, 'No call is going on here. A call is locked once it is.')
    await tx.update(calls).set({ locked }).where(eq(calls.id, call.id))
    // Not an admission: should it be locked again before they come, they knock again.
    note('call.locked', { roomId, locked })
    if (!locked) await answerWaiting(tx, note, call, 'withdrawn', { admitted: true })
  })
}

/** Refuses who has to knock first. The room's row must be locked, so that the call's lock stays as it is meanwhile. */
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
  throw new Refusal('forbidden', 'This call is locked. Knock, and somebody inside can let you in.')
}

/** Asks to be let into a locked call, or stops asking. */
export async function knock(context: Context, roomId: string, asks: boolean): Promise<void> {
  if (!asks) return stopKnocking(context, roomId)
  const { change, now, viewer } = context
  await change(async (tx, note) => {
    const room = await requireMembership(tx, viewer, roomId)
    await lockRoom(tx, roomId)
    const { call, rows } = await requireCall(tx, roomId, 'No call is going on here: joining begins one.')
    if (rows.some(({ participant }) => participant.userId === viewer.userId))
      throw new Refusal('conflict', 'You are in this call already.')
    const before = await knockOf(tx, call, viewer.userId)
    if (!call.locked || canModerate(room) || before?.answer === 'admitted')
      throw new Refusal('conflict', 'You need not knock: just join the call.')
    if (!(await storeKnock(tx, call, viewer.userId, now(), before))) return
    const to = lettingIn(rows).map(({ participant }) => participant.id)
    note('knock.heard', { roomId, person: personOf(viewer), to })
  })
}

/** Lets somebody who knocks in, or sends them away. For those who sit in the call and may. */
export async function admit(
  context: Context,
  seating: Seating,
  userId: string,
  admitted: boolean,
): Promise<void> {
  const { roomId, participantId } = seating
  await context.change(async (tx, note) => {
    await lockRoom(tx, roomId)
    const rows = await rosterOf(tx, roomId)
    const own = rows.find(({ participant }) => participant.id === participantId)
    if (!isSeatOf(own, seating)) throw notFound('call')
    if (!lettingIn(rows).includes(own))
      throw new Refusal('forbidden', 'A moderator is in the call: only moderators let people in.')
    const call = await callOf(tx, roomId)
    if (!call || !(await waitingFor(tx, call)).some(({ id }) => id === userId))
      throw new Refusal('not_found', 'This person is not waiting any more.')
    await answerWaiting(tx, note, call, admitted ? 'admitted' : 'refused', { people: [userId] })
  })
}

async function stopKnocking({ change, viewer }: Context, roomId: string) {
  await change(async (tx, note) => {
    await requireMembership(tx, viewer, roomId)
    await lockRoom(tx, roomId)
    const call = await callOf(tx, roomId)
    if (call) await answerWaiting(tx, note, call, 'withdrawn', { people: [viewer.userId] })
  })
}

/** Says whether those inside are to hear of it. */
async function storeKnock(
  tx: Queries,
  call: CallRow,
  userId: string,
  at: number,
  before: typeof knocks.$inferSelect | undefined,
): Promise<boolean> {
  const retryAfterMs = before ? before.knockedAt + knockAgainMs - at : 0
  if (retryAfterMs > 0) {
    if (before?.answer === null) return false
    throw new Refusal('rate_limited', `You just knocked. Try again in ${Math.ceil(retryAfterMs / 1000)} s.`, {
      retryAfterMs,
    })
  }
  const again = { knockedAt: at, seenAt: at, answer: null }
  await tx
    .insert(knocks)
    .values({ callId: call.id, userId, ...again })
    .onConflictDoUpdate({ target: [knocks.callId, knocks.userId], set: again })
  return true
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
