import { and, asc, eq, inArray, isNull, lt, type SQL } from 'drizzle-orm'
import { personColumns } from '#lib/accounts/columns.ts'
import type { Person } from '#lib/accounts/schema.ts'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { calls, knocks, memberships, users } from '#lib/db/schema.ts'
import { lettingIn } from './policy.ts'
import { type HeldCall, heldIn, rosterOf, type SeatedRow } from './roster.ts'

/** Who waits outside of a call, the first first. A right to the room that ends takes the knock with it. */
export const waitingFor = (on: Queries, call: HeldCall): Promise<Person[]> =>
  on
    .select(personColumns)
    .from(knocks)
    .innerJoin(users, eq(users.id, knocks.userId))
    .innerJoin(memberships, and(eq(memberships.roomId, call.roomId), eq(memberships.userId, knocks.userId)))
    .where(and(eq(knocks.callId, call.id), isNull(knocks.answer)))
    .orderBy(asc(knocks.knockedAt))

/** Somebody's knock at this call, answered or not. */
export async function knockOf(on: Queries, call: HeldCall, userId: string) {
  const [knock] = await on
    .select()
    .from(knocks)
    .where(of(call, [userId]))
  return knock
}

type Answer = NonNullable<(typeof knocks.$inferSelect)['answer']>

/** Answers those of these people who wait, or everybody who does; says who that was. */
export const answerWaiting = (
  tx: Queries,
  call: HeldCall,
  answer: Answer,
  people?: string[],
): Promise<{ userId: string }[]> => answerThose(tx, and(of(call, people), isNull(knocks.answer)), answer)

/** Forgets that these people were let in or wait to be; says who waited. */
export async function withdraw(tx: Queries, roomId: string, people: string[]): Promise<{ userId: string }[]> {
  const call = await heldIn(tx, roomId)
  if (!call) return []
  const waited = await answerWaiting(tx, call, 'withdrawn', people)
  await answerThose(tx, of(call, people), 'withdrawn')
  return waited
}

const of = (call: HeldCall, people?: string[]) =>
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
    const call = await heldIn(db.read, one.roomId)
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
export async function clearKnocks(world: World): Promise<void> {
  const { db, now } = world
  const gone = and(isNull(knocks.answer), lt(knocks.seenAt, now() - gonePageMs))
  const found = await db.read
    .selectDistinct({ callId: calls.id, roomId: calls.roomId })
    .from(calls)
    .innerJoin(knocks, eq(knocks.callId, calls.id))
    .where(and(isNull(calls.endedAt), gone))
  for (const { callId, roomId } of found) {
    const waited = await db.write((tx) => answerThose(tx, and(eq(knocks.callId, callId), gone), 'withdrawn'))
    announceAnswered(world, roomId, waited, false)
  }
}

/** Tells those who may let in. */
export function announceKnock({ publish }: World, roomId: string, person: Person, to: SeatedRow[]): void {
  for (const { participant } of to)
    publish('call:knocked', { participant: participant.id }, { roomId, person })
}

/** Tells the call, and the one who waited, wherever they wait. */
export function announceAnswered(
  { publish }: World,
  roomId: string,
  people: { userId: string }[],
  admitted: boolean,
): void {
  for (const { userId } of people)
    for (const audience of [{ call: roomId }, { people: [userId] }])
      publish('call:answered', audience, { roomId, userId, admitted })
}

/** Others may let in from now on: a moderator came or went, so those who may now must hear of who waits. */
export async function passKnocksOn(world: World, roomId: string): Promise<void> {
  const call = await heldIn(world.db.read, roomId)
  if (!call?.locked) return
  const rows = await rosterOf(world.db.read, roomId)
  for (const person of await waitingFor(world.db.read, call))
    announceKnock(world, roomId, person, lettingIn(rows))
}
