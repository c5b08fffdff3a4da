import { and, asc, eq, inArray, isNull, lt, type SQL } from 'drizzle-orm'
import { personColumns } from '#lib/accounts/columns.ts'
import type { Person } from '#lib/accounts/schema.ts'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { calls, knocks, memberships, users } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { lettingIn } from './policy.ts'
import { type CallRow, callOf, rosterOf } from './roster.ts'

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

/** Answers those of these people who wait, or everybody who does. `admitted`: whether they may come in now, by whatever answer. */
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

/** Says that this process holds sockets that wait for these answers; gives those that do not wait any more. */
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
