import { eq } from 'drizzle-orm'
import { administratorNow } from '#lib/accounts/deed.ts'
import { record } from '#lib/audit/record.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { reports } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { removeByRight } from '#lib/messages/operations.ts'
import type { Decision } from './schema.ts'

/** Says what became of a report, also anew. For administrators. Whoever reported is told nothing. */
export async function decide(
  context: Context,
  id: string,
  { state, note: words = '' }: Decision,
  address: string,
): Promise<void> {
  requireAdministrator(context.viewer)
  await context.change(async (tx, note) => {
    const actor = await administratorNow(tx, context, address)
    const report = await reported(tx, id)
    if (report.state === state && report.note === words) return
    const decidedAt = context.now()
    await tx
      .update(reports)
      .set({ state, note: words, decidedBy: actor.id, decidedAt })
      .where(eq(reports.id, id))
    const detail = { ...placeOf(report), ...(words !== '' && { note: words }) }
    await record(tx, decidedAt, actor, { action: `report.${state}`, target: authorOf(report), detail })
    note('reports.changed', {})
  })
}

/**
 * Deletes what was reported, wherever it stands: an administrator need not be in that room, and sees no more
 * of it than the report tells. Its author is told as when a moderator does it.
 */
export async function removeReported(
  context: Context,
  id: string,
  reason: string,
  address: string,
): Promise<void> {
  requireAdministrator(context.viewer)
  await context.change(async (tx, note) => {
    const actor = await administratorNow(tx, context, address)
    const report = await reported(tx, id)
    const at = context.now()
    await removeByRight(tx, note, report.messageId, reason, at)
    const detail = { ...placeOf(report), ...(reason !== '' && { reason }) }
    await record(tx, at, actor, { action: 'message.removed', target: authorOf(report), detail })
    note('reports.changed', {})
  })
}

type Row = typeof reports.$inferSelect

async function reported(tx: Queries, id: string): Promise<Row> {
  const [report] = await tx.select().from(reports).where(eq(reports.id, id))
  if (!report) throw notFound('report')
  return report
}

const authorOf = ({ authorId: id, authorName: name }: Row) => ({ kind: 'user' as const, id, name })
/** A direct room has no name. */
const placeOf = ({ roomName }: Row): Record<string, string> => (roomName === '' ? {} : { room: roomName })
