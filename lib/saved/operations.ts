import { and, eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { saved } from '#lib/db/schema.ts'
import { isRefusal, notFound, Refusal } from '#lib/errors.ts'
import { placeOf } from '#lib/messages/readable.ts'
import { requireMembership } from '#lib/rooms/membership.ts'

/** Keeps a message for later, one the viewer may read. Keeping it twice is keeping it once. */
export async function save({ db, now, viewer }: Context, messageId: string): Promise<void> {
  const message = await placeOf(db.read, messageId)
  if (!message) throw notFound('message')
  const savedAt = now()
  await db.write(async (tx) => {
    await requireMembership(tx, viewer, message.roomId).catch((error: unknown) => {
      // Of a room one may not see not even the message exists.
      throw isRefusal(error) && error.code === 'not_found' ? notFound('message') : error
    })
    if (message.deletedAt !== null) throw new Refusal('conflict', 'messages.deleted')
    await tx.insert(saved).values({ userId: viewer.userId, messageId, savedAt }).onConflictDoNothing()
  })
}

/** Keeps it no longer. Asks for no rights: the list is the viewer's own. */
export async function unsave({ db, viewer }: Context, messageId: string): Promise<void> {
  await db.write((tx) =>
    tx.delete(saved).where(and(eq(saved.userId, viewer.userId), eq(saved.messageId, messageId))),
  )
}
