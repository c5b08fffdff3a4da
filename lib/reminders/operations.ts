import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Context, World } from '#lib/context.ts'
import { reminders } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { requireReadable } from '#lib/messages/readable.ts'
import { timeToCome } from '#lib/times/to-come.ts'

const most = 500

/** A reminder as its job knows it: with another time it is another one. */
type Due = { userId: string; messageId: string; remindAt: number }

const of = ({ userId, messageId }: Omit<Due, 'remindAt'>) =>
  and(eq(reminders.userId, userId), eq(reminders.messageId, messageId))

/**
 * Reminds the viewer of a message they may read, at a time (RFC 3339) within a year. Of each message there is
 * one reminder: setting it again gives it another time.
 */
export async function remind(
  { change, jobs, limits, now, viewer }: Context,
  messageId: string,
  at: string,
): Promise<void> {
  const { userId } = viewer
  await limits.change(userId)
  const due = { userId, messageId, remindAt: timeToCome(at, 'remindAt', now()) }
  await change(async (tx, note) => {
    await requireReadable(tx, viewer, messageId)
    const others = and(eq(reminders.userId, userId), ne(reminders.messageId, messageId))
    if ((await tx.$count(reminders, others)) >= most)
      throw new Refusal('conflict', 'reminders.many', { most })
    const { remindAt } = due
    await tx
      .insert(reminders)
      .values({ ...due, cameAt: null })
      .onConflictDoUpdate({
        target: [reminders.userId, reminders.messageId],
        set: { remindAt, cameAt: null },
      })
    await jobs.enqueue(tx, 'reminders.come', due, { runAt: remindAt })
    note('reminder.changed', { userId, messageId, change: 'set' })
  })
}

/** Ends a reminder, also one that came. Asks for no rights: it is the viewer's own. */
export async function endReminder({ change, viewer: { userId } }: Context, messageId: string): Promise<void> {
  await change(async (tx, note) => {
    const ended = await tx.delete(reminders).where(of({ userId, messageId })).returning()
    if (ended.length > 0) note('reminder.changed', { userId, messageId, change: 'ended' })
  })
}

/**
 * Its time is there. It comes once, however often this is done, and not if it was ended or has another time.
 */
export async function come({ change, now }: World, due: Due): Promise<void> {
  const { userId, messageId, remindAt } = due
  await change(async (tx, note) => {
    const came = await tx
      .update(reminders)
      .set({ cameAt: now() })
      .where(and(of(due), eq(reminders.remindAt, remindAt), isNull(reminders.cameAt)))
      .returning({ messageId: reminders.messageId })
    if (came.length > 0) note('reminder.changed', { userId, messageId, change: 'came' })
  })
}
