import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { files } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { discard } from './upload.ts'

/** Takes the viewer's own unsent file back. Gone already, or never theirs: nothing happens. */
export async function removeUnsent({ db, files: place, viewer }: Context, id: string): Promise<void> {
  const own = and(eq(files.id, id), eq(files.uploaderId, viewer.userId))
  const unsent = and(own, isNull(files.messageId))
  // First its day is over, so that no message takes it while its bytes go; should this end in between, the
  // next round goes on from there.
  const [freed] = await db.write((tx) =>
    tx.update(files).set({ createdAt: 0 }).where(unsent).returning({ id: files.id }),
  )
  if (freed) {
    await discard(place, id)
    await db.write((tx) => tx.delete(files).where(unsent))
  } else if ((await db.read.$count(files, and(own, isNotNull(files.messageId)))) > 0)
    throw new Refusal('conflict', 'files.sent')
}
