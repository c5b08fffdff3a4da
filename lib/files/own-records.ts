import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { files } from '#lib/db/schema.ts'

const atOnce = 200
const sent = (userId: string) => and(eq(files.uploaderId, userId), isNotNull(files.messageId))

/** How many files of somebody stand in messages. */
export const countSent = (on: Queries, userId: string): Promise<number> => on.$count(files, sent(userId))

/** Each of them. It asks for no rights. */
export async function* sentFiles(on: Queries, userId: string): AsyncGenerator<{ id: string; name: string }> {
  for (let after = ''; ; ) {
    const found = await on
      .select({ id: files.id, name: files.name })
      .from(files)
      .where(and(sent(userId), gt(files.id, after)))
      .orderBy(asc(files.id))
      .limit(atOnce)
    yield* found
    if (found.length < atOnce) return
    after = found.at(-1)?.id ?? ''
  }
}
