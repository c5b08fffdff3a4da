import { and, asc, eq, inArray, isNull, lt, type SQL } from 'drizzle-orm'
import { personColumns, users } from '#lib/accounts/columns.ts'
import { personOf } from '#lib/accounts/person.ts'
import type { Person } from '#lib/accounts/schema.ts'
import type { Context, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { calls, knocks } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { memberships } from '#lib/rooms/columns.ts'
import { lockMembership, lockRoom } from '#lib/rooms/entry.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import { lettingIn } from './policy.ts'
import { type CallRow, callOf, isSeatOf, requireCall, rosterOf, type SeatRef } from './roster.ts'

/** How long those inside are not told again of the same person. */
const knockAgainMs = 10_000

/** Asks to be let into a locked call, or stops asking. */
export async function knock(context: Context, roomId: string, asks: boolean): Promise<void> {
  if (!asks) return stopKnocking(context, roomId)
  const { change, now, viewer } = context
  await change(async (tx, note) => {
    const room = await lockMembership(tx, viewer, roomId)
    const { call, rows } = await requireCall(tx, roomId, 'calls.noneToKnock')
    if (rows.some(({ participant }) => participant.userId === viewer.userId))
      throw new Refusal('conflict', 'calls.inside')
    const before = await knockOf(tx, call, viewer.userId)
    if (!call.locked || canModerate(room) || before?.answer === 'admitted')
      throw new Refusal('conflict', 'calls.needNotKnock')
    if (!(await storeKnock(tx, call, viewer.userId, now(), before))) return
    const to = lettingIn(rows).map(({ participant }) => participant.id)
    note('knock.heard', { roomId, person: personOf(viewer), to })
  })
}

/** Lets somebody who knocks in, or sends them away. For those who sit in the call and may. */
export async function admit(
  context: Context,
  seating: SeatRef,
  userId: string,
  admitted: boolean,
): Promise<void> {
  const { roomId, participantId } = seating
  await context.change(async (tx, note) => {
    await lockRoom(tx, roomId)
    const rows = await rosterOf(tx, roomId)
    const own = rows.find(({ participant }) => participant.id === participantId)
    if (!isSeatOf(own, seating)) throw notFound('call')
    if (!lettingIn(rows).includes(own)) throw new Refusal('forbidden', 'calls.letIn')
    const call = await callOf(tx, roomId)
    if (!call || !(await waitingFor(tx, call)).some(({ id }) => id === userId))
      throw new Refusal('not_found', 'calls.notWaiting')
    await answerWaiting(tx, note, call, admitted ? 'admitted' : 'refused', { people: [userId] })
  })
}

/** Who waits outside of a call, the first first. A right to the room that ends takes the knock with it. */
export const waitingFor = (on: Queries, call: CallRow): Promise<Person[]> =>
  on
    .select(personColumns)
    .from(knocks)
    .innerJoin(users, eq(users.id, knocks.userId))
    .innerJoin(memberships, and(eq(memberships.roomId, call.roomId), eq(memberships.userId, knocks.userId)))
    .where(and(eq(knocks.callId, call.id), isNull(knocks.answer)))
    .orderBy(asc(knocks.knockedAt))

/** Somebody's knock at this call, answered or not. */
export async function knockOf(on: Queries, call: CallRow, userId: string) {
  const [knock] = await on
    .select()
    .from(knocks)
    .where(of(call, [userId]))
  return knock
}

type Answer = NonNullable<(typeof knocks.$inferSelect)['answer']>

/**
 * Answers those of these people who wait, or everybody who does. `admitted`: whether
 * they may come in now, by whatever answer.
 */
export async function answerWaiting(
  tx: Queries,
  note: Note,
  call: CallRow,
  answer: Answer,
  { people, admitted = answer === 'admitted' }: { people?: string[]; admitted?: boolean } = {},
): Promise<void> {
  const waited = await answerThose(tx, and(of(call, people), isNull(knocks.answer)), answer)
  for (const { userId } of waited) note('knock.answered', { roomId: call.roomId, userId, admitted })
}

/** Forgets that these people were let in or wait to be. */
export async function withdraw(tx: Queries, note: Note, roomId: string, people: string[]): Promise<void> {
  const call = await callOf(tx, roomId)
  if (!call) return
  await answerWaiting(tx, note, call, 'withdrawn', { people })
  await answerThose(tx, of(call, people), 'withdrawn')
}

const of = (call: CallRow, people?: string[]) =>
  and(eq(knocks.callId, call.id), people && inArray(knocks.userId, people))

const answerThose = (tx: Queries, which: SQL | undefined, answer: Answer) =>
  tx.update(knocks).set({ answer }).where(which).returning({ userId: knocks.userId })

/** Nobody waits whose page is gone for longer than it takes to come back. */
const gonePageMs = 6_000

export type Waiting = { roomId: string; userId: string }

/**
 * Says that this process holds sockets that wait for these answers; gives those that do not wait any more.
 */
export async function keepKnocks({ db, now }: World, waiting: Waiting[]): Promise<Waiting[]> {
  const over: Waiting[] = []
  for (const one of waiting) {
    const call = await callOf(db.read, one.roomId)
    const seen =
      call &&
      (await db.write((tx) =>
        tx
          .update(knocks)
          .set({ seenAt: now() })
          .where(and(of(call, [one.userId]), isNull(knocks.answer)))
          .returning({ userId: knocks.userId }),
      ))
    if (!seen?.length) over.push(one)
  }
  return over
}

/** Takes back the knocks of people whose pages are gone. Any process may do it for all. */
export async function clearKnocks({ change, db, now }: World): Promise<void> {
  const gone = and(isNull(knocks.answer), lt(knocks.seenAt, now() - gonePageMs))
  const found = await db.read
    .selectDistinct({ callId: calls.id, roomId: calls.roomId })
    .from(calls)
    .innerJoin(knocks, eq(knocks.callId, calls.id))
    .where(and(isNull(calls.endedAt), gone))
  for (const { callId, roomId } of found)
    await change(async (tx, note) => {
      const waited = await answerThose(tx, and(eq(knocks.callId, callId), gone), 'withdrawn')
      for (const { userId } of waited) note('knock.answered', { roomId, userId, admitted: false })
    })
}

/** Others may let in from now on: a moderator came or went, so those who may now must hear of who waits. */
export async function passKnocksOn({ announce, db }: World, roomId: string): Promise<void> {
  const call = await callOf(db.read, roomId)
  if (!call?.locked) return
  const to = lettingIn(await rosterOf(db.read, roomId)).map(({ participant }) => participant.id)
  for (const person of await waitingFor(db.read, call)) await announce('knock.heard', { roomId, person, to })
}

async function stopKnocking({ change, viewer }: Context, roomId: string) {
  await change(async (tx, note) => {
    await lockMembership(tx, viewer, roomId)
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
    const seconds = Math.ceil(retryAfterMs / 1000)
    throw new Refusal('rate_limited', 'calls.knockedJustNow', { seconds }, { retryAfterMs })
  }
  const again = { knockedAt: at, seenAt: at, answer: null }
  await tx
    .insert(knocks)
    .values({ callId: call.id, userId, ...again })
    .onConflictDoUpdate({ target: [knocks.callId, knocks.userId], set: again })
  return true
}
