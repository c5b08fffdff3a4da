import type { Viewer } from '#lib/accounts/schema.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { reports } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { newIdInTime } from '#lib/ids.ts'
import { callingNobody } from '#lib/messages/forward.ts'
import { byId } from '#lib/messages/rows.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import type { NewReport } from './schema.ts'

type Named = { roomId: string; messageId: string }

/**
 * Reports what another member said to those who look after the installation, with what it says now, whatever
 * becomes of it. Reporting it twice is reporting it once. Nobody in the room hears of it.
 */
export async function reportMessage(
  { change, limits, now, viewer }: Context,
  of: Named,
  { reason }: NewReport,
): Promise<void> {
  await limits.report(viewer.userId)
  const createdAt = now()
  await change(async (tx, note) => {
    const reported = await asItIs(tx, viewer, of)
    const kept = await tx
      .insert(reports)
      .values({ ...reported, id: newIdInTime(createdAt), reporterId: viewer.userId, reason, createdAt })
      .onConflictDoNothing()
      .returning({ id: reports.id })
    if (kept.length > 0) note('reports.changed', {})
  })
}

async function asItIs(tx: Queries, viewer: Viewer, { roomId, messageId }: Named) {
  const room = await requireMembership(tx, viewer, roomId)
  const [row] = await byId(tx).execute({ id: messageId })
  if (!row || row.message.roomId !== roomId) throw notFound('message')
  const { message, author } = row
  if (message.deletedAt !== null) throw new Refusal('conflict', 'messages.deleted')
  if (message.kind !== 'text') throw new Refusal('conflict', 'moderation.notSaid')
  if (author.id === viewer.userId) throw new Refusal('forbidden', 'moderation.own')
  return {
    messageId,
    roomId,
    roomName: room.name,
    visibility: room.visibility,
    authorId: author.id,
    authorName: author.name,
    content: await callingNobody(tx, message.content),
    attachments: message.attachments.map(({ name }) => name),
    saidAt: message.createdAt,
  }
}
