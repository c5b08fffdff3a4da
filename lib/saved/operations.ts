import { and, eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { saved } from '#lib/db/schema.ts'
import { requireReadable } from '#lib/messages/readable.ts'

/** Keeps a message for later, one the viewer may read. Keeping it twice is keeping it once. */
export async function save({ change, now, viewer }: Context, messageId: string): Promise<void> {
  const { userId } = viewer
  const savedAt = now()
  await change(async (tx, note) => {
    await requireReadable(tx, viewer, messageId)
    await tx.insert(saved).values({ userId, messageId, savedAt }).onConflictDoNothing()
    note('saved.changed', { userId, messageId, kept: true })
  })
}

/** Keeps it no longer. Asks for no rights: the list is the viewer's own. */
export async function unsave({ change, viewer }: Context, messageId: string): Promise<void> {
  const { userId } = viewer
  await change(async (tx, note) => {
    await tx.delete(saved).where(and(eq(saved.userId, userId), eq(saved.messageId, messageId)))
    note('saved.changed', { userId, messageId, kept: false })
  })
}
