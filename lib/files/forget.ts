import { and, eq, isNull } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { files } from '#lib/db/schema.ts'

/** Of files somebody never sent the day is over: the next round cleans them up. */
export async function forgetFiles(tx: Queries, userId: string): Promise<void> {
  await tx
    .update(files)
    .set({ createdAt: 0 })
    .where(and(eq(files.uploaderId, userId), isNull(files.messageId)))
}
