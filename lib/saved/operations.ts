import { and, eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { saved } from '#lib/db/schema.ts'
import { requireReadable } from '#lib/messages/readable.ts'

/** Keeps a message for later, one the viewer may read. Keeping it twice is keeping it once. */
export async function save({ db, now, viewer }: Context, messageId: string): Promise<void> {
  const savedAt = now()
  await db.write(async (tx) => {
    await requireReadable(tx, viewer, messageId)
    await tx.insert(saved).values({ userId: viewer.userId, messageId, savedAt }).onConflictDoNothing()
  })
}

/** Keeps it no longer. Asks for no rights: the list is the viewer's own. */
export async function unsave({ db, viewer }: Context, messageId: string): Promise<void> {
  await db.write((tx) =>
    tx.delete(saved).where(and(eq(saved.userId, viewer.userId), eq(saved.messageId, messageId))),
  )
}
