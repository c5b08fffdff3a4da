import { and, eq, ne } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { scheduled } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { findHeld, holdAttached } from '#lib/messages/attachments.ts'
import { placeOf } from '#lib/messages/policy.ts'
import { requireOpenAt } from '#lib/messages/polls.ts'
import { requirePostable } from '#lib/rooms/membership.ts'
import { timeToCome } from '#lib/times/to-come.ts'
import type { ScheduledRow } from './present.ts'
import { presenter } from './queries.ts'
import type { NewScheduled, ScheduledEdit, ScheduledMessage } from './schema.ts'

const most = 100

type Outcome = { message: ScheduledMessage; fresh: boolean }

/**
 * Keeps a message to be posted at a time within a year, for somebody who may write in the room; whether they
 * still may is asked when it is sent. The same clientId again gives what is kept with `fresh: false`.
 */
export async function schedule(
  context: Context,
  roomId: string,
  { sendAt: at, ...message }: NewScheduled,
): Promise<Outcome> {
  const { change, limits, now, viewer } = context
  const { userId } = viewer
  await limits.message(userId)
  const sendAt = timeToCome(at, 'sendAt', now())
  requireOpenAt(message.poll, sendAt)
  return change(async (tx, note) => {
    const room = await requirePostable(tx, viewer, roomId, placeOf(message), now())
    const { clientId } = message
    const kept = async (): Promise<Outcome | null> => {
      const same = and(eq(scheduled.userId, userId), eq(scheduled.clientId, clientId))
      const [row] = await tx.select().from(scheduled).where(same)
      return row ? { message: await presented(tx, row), fresh: false } : null
    }
    const before = await kept()
    if (before) return before
    if ((await tx.$count(scheduled, eq(scheduled.userId, userId))) >= most)
      throw new Refusal('conflict', 'scheduled.many', { most })
    const attachments = await findHeld(tx, viewer, message, now())
    const state = 'waiting' as const
    const row = { userId, roomId: room.id, clientId, message, attachments, sendAt, state, failure: null }
    const [made] = await tx
      .insert(scheduled)
      .values({ ...row, id: newId() })
      .onConflictDoNothing()
      .returning()
    if (!made) return keptMeanwhile(await kept())
    await wait(context, tx, made, sendAt)
    note('scheduled.changed', { userId, id: made.id, roomId, change: 'set' })
    return { message: await presented(tx, made), fresh: true }
  })
}

/** Gives it another text, another time, or both. With a time what could not be sent waits again. */
export async function reschedule(
  context: Context,
  id: string,
  { content, sendAt: at }: ScheduledEdit,
): Promise<ScheduledMessage> {
  const { now, viewer } = context
  const sendAt = at === undefined ? undefined : timeToCome(at, 'sendAt', now())
  return revise(context, id, async (tx, row) => {
    if (content === '' && row.attachments.length === 0)
      throw new Refusal('invalid_input', 'messages.emptyEdit', {}, { at: 'content' })
    if (sendAt !== undefined) {
      requireOpenAt(row.message.poll, sendAt)
      await findHeld(tx, viewer, row.message, now())
    }
    return {
      ...(content !== undefined && { message: { ...row.message, content } }),
      ...(sendAt !== undefined && { sendAt }),
    }
  })
}

/** Sends it now, also what could not be sent before. */
export const sendNow = (context: Context, id: string): Promise<ScheduledMessage> =>
  revise(context, id, async () => ({ sendAt: context.now() }))

/** Ends it before it is sent, with what was to go along. Asks for no rights: it is the viewer's own. */
export async function endScheduled({ change, viewer: { userId } }: Context, id: string): Promise<void> {
  await change(async (tx, note) => {
    const [ended] = await tx
      .delete(scheduled)
      .where(and(ownOf(userId, id), ne(scheduled.state, 'sending')))
      .returning()
    if (!ended) return refuseIfSending(tx, userId, id)
    await holdAttached(tx, userId, ended.message, 0)
    note('scheduled.changed', { userId, id, roomId: ended.roomId, change: 'ended' })
  })
}

/** Another request with the same clientId was faster; unless it is gone again already. */
function keptMeanwhile(kept: Outcome | null): Outcome {
  if (!kept) throw notFound('scheduled')
  return kept
}

const ownOf = (userId: string, id: string) => and(eq(scheduled.id, id), eq(scheduled.userId, userId))

async function refuseIfSending(tx: Queries, userId: string, id: string): Promise<void> {
  if ((await tx.$count(scheduled, ownOf(userId, id))) > 0) throw new Refusal('conflict', 'scheduled.sending')
}

/** Changes what is not just being sent; of somebody else's not even that it exists is told. */
async function revise(
  context: Context,
  id: string,
  becomes: (tx: Queries, row: ScheduledRow) => Promise<Partial<ScheduledRow>>,
): Promise<ScheduledMessage> {
  const { change, limits, viewer } = context
  const { userId } = viewer
  await limits.change(userId)
  return change(async (tx, note) => {
    const own = ownOf(userId, id)
    const [row] = await tx.select().from(scheduled).where(own)
    if (!row) throw notFound('scheduled')
    const next = await becomes(tx, row)
    const again = next.sendAt === undefined ? {} : { state: 'waiting' as const, failure: null }
    const [changed] = await tx
      .update(scheduled)
      .set({ ...next, ...again })
      .where(and(own, ne(scheduled.state, 'sending')))
      .returning()
    if (!changed) throw new Refusal('conflict', 'scheduled.sending')
    if (next.sendAt !== undefined) await wait(context, tx, changed, next.sendAt)
    note('scheduled.changed', { userId, id, roomId: row.roomId, change: 'set' })
    return presented(tx, changed)
  })
}

const presented = async (tx: Queries, row: ScheduledRow): Promise<ScheduledMessage> =>
  (await presenter(tx, row.userId, [row]))(row)

/** From now on it is sent at that time, and what goes with it stays there until then. */
async function wait({ jobs }: Context, tx: Queries, row: ScheduledRow, sendAt: number): Promise<void> {
  const { id, userId, message } = row
  await holdAttached(tx, userId, message, sendAt)
  await jobs.enqueue(tx, 'scheduled.send', { id, sendAt }, { runAt: sendAt })
}
