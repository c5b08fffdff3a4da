import { and, eq, inArray } from 'drizzle-orm'
import { inAbsence } from '#lib/accounts/in-absence.ts'
import type { World } from '#lib/context.ts'
import { scheduled } from '#lib/db/schema.ts'
import { isRefusal, Refusal, replyError } from '#lib/errors.ts'
import { holdAttached } from '#lib/messages/attachments.ts'
import { post } from '#lib/messages/post.ts'
import type { ScheduledRow } from './present.ts'

/** How long the files of what could not be sent are kept for another try. */
const keptMs = 30 * 24 * 3_600_000

/**
 * Posts a message whose time is there, with the rights its author has now. Done again it is the same message,
 * by its clientId. What the rules refuse is kept, with the reason.
 */
export async function sendScheduled(
  world: World,
  { id, sendAt }: { id: string; sendAt: number },
): Promise<void> {
  const { change, db, now } = world
  const [row] = await db.write((tx) =>
    tx
      .update(scheduled)
      .set({ state: 'sending' })
      .where(
        and(
          eq(scheduled.id, id),
          eq(scheduled.sendAt, sendAt),
          inArray(scheduled.state, ['waiting', 'sending']),
        ),
      )
      .returning(),
  )
  if (!row) return
  const viewer = await inAbsence(db.read, row.userId)
  if (!viewer) return keep(world, row, new Refusal('forbidden', 'accounts.deactivated'))
  const { userId, roomId, message } = row
  try {
    await post({ ...world, viewer }, roomId, message)
  } catch (error) {
    if (isRefusal(error) && !isPassing(error)) return keep(world, row, error)
    // Until the next try it is its author's. Where that cannot be stored, it is still being sent.
    // Where its author has to wait it goes when that is over, and was no try.
    if (isRefusal(error) && error.reason === 'rooms.slowMode')
      return waitAgain(world, row, now() + (error.retryAfterMs ?? 0))
    await waitAgain(world, row, null).catch(() => undefined)
    throw error
  }
  await change(async (tx, note) => {
    await tx.delete(scheduled).where(eq(scheduled.id, id))
    note('scheduled.changed', { userId, id, roomId, change: 'sent' })
  })
}

const isPassing = ({ code }: Refusal) =>
  code === 'rate_limited' || code === 'unavailable' || code === 'internal'

const waitAgain = (
  { change, jobs }: World,
  { id, roomId, sendAt, userId }: ScheduledRow,
  runAt: number | null,
): Promise<void> =>
  change(async (tx, note) => {
    if (runAt !== null) await jobs.enqueue(tx, 'scheduled.send', { id, sendAt }, { runAt })
    await tx
      .update(scheduled)
      .set({ state: 'waiting' })
      .where(and(eq(scheduled.id, id), eq(scheduled.state, 'sending')))
    note('scheduled.changed', { userId, id, roomId, change: 'set' })
  })

const keep = ({ change, now }: World, row: ScheduledRow, refusal: Refusal): Promise<void> =>
  change(async (tx, note) => {
    const { id, roomId, userId, message } = row
    await tx
      .update(scheduled)
      .set({ state: 'failed', failure: replyError(refusal) })
      .where(eq(scheduled.id, id))
    await holdAttached(tx, userId, message, now() + keptMs)
    note('scheduled.changed', { userId, id, roomId, change: 'failed' })
  })
