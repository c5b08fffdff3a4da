import { eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { files } from '#lib/db/schema.ts'
import { isRefusal, notFound } from '#lib/errors.ts'
import { roomOfAttachment } from '#lib/messages/room-of-attachment.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { canUseUnsent } from './policy.ts'

type FileRow = typeof files.$inferSelect

/**
 * The file, for whoever may read its message, or while it has none for its
 * uploader. Everybody else: it does not exist.
 */
export async function requireFile({ db, now, viewer }: Context, id: string): Promise<FileRow> {
  const [found] = await db.read
    .select({ file: files, roomId: roomOfAttachment(files.messageId) })
    .from(files)
    .where(eq(files.id, id))
  if (!found) throw notFound('file')
  const { file, roomId } = found
  if (file.messageId === null) {
    if (!canUseUnsent(viewer, file, now())) throw notFound('file')
    return file
  }
  if (roomId === null) throw notFound('file')
  await requireMembership(db.read, viewer, roomId).catch((error: unknown) => {
    throw isRefusal(error) ? notFound('file') : error
  })
  return file
}
