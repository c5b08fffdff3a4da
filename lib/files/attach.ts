import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { files } from '#lib/db/schema.ts'
import { issue, Refusal } from '#lib/errors.ts'
import { canUseUnsent } from './policy.ts'
import { presentFile } from './present.ts'
import type { Attachment } from './schema.ts'

const gone = () =>
  new Refusal('invalid_input', 'files.gone', {}, { issues: [issue('attachmentIds', 'files.notWaiting')] })

/**
 * The viewer's own files that no message has, in the order named;
 * refuses when one of them is not such a file.
 */
export async function unsentFiles(
  tx: Queries,
  viewer: Viewer,
  ids: string[],
  now: number,
): Promise<Attachment[]> {
  const found = await tx
    .select()
    .from(files)
    .where(and(inArray(files.id, ids), isNull(files.messageId)))
  return ids.map((id, at) => {
    const file = found.find((one) => one.id === id)
    if (!file || ids.indexOf(id) !== at || !canUseUnsent(viewer, file, now)) throw gone()
    return presentFile(file)
  })
}

/**
 * Gives files to a message; refuses when another one was faster, or
 * they were taken back (lib/files/remove.ts).
 */
export async function attachFiles(
  tx: Queries,
  { id: messageId, roomId }: { id: string; roomId: string },
  ids: string[],
): Promise<void> {
  const taken = await tx
    .update(files)
    .set({ messageId, roomId })
    .where(and(inArray(files.id, ids), isNull(files.messageId), gt(files.createdAt, 0)))
    .returning({ id: files.id })
  if (taken.length < ids.length) throw gone()
}

/**
 * Lets somebody's own unsent files wait for a message that is to be sent later: their day begins then. With a
 * time long ago it is over, as of a message that is deleted.
 */
export async function holdFiles(tx: Queries, userId: string, ids: string[], until: number): Promise<void> {
  await tx
    .update(files)
    .set({ createdAt: until })
    .where(
      and(
        inArray(files.id, ids),
        eq(files.uploaderId, userId),
        isNull(files.messageId),
        gt(files.createdAt, 0),
      ),
    )
}

/**
 * Takes its files from a message that is deleted. Their day is over: nobody may read
 * them, and the next round cleans them up.
 */
export async function freeFiles(tx: Queries, messageId: string): Promise<void> {
  await tx.update(files).set({ messageId: null, createdAt: 0 }).where(eq(files.messageId, messageId))
}

/**
 * Notes a file that was made here, before its bytes are stored: the row says what is
 * to be purged should this end in between.
 */
export async function noteFile(tx: Queries, file: typeof files.$inferInsert): Promise<void> {
  await tx.insert(files).values(file)
}

/** Leaves the bytes of somebody's unsent file to a domain that has a row of its own under the same id. */
export async function handOver(tx: Queries, userId: string, id: string): Promise<void> {
  const unsent = and(eq(files.id, id), eq(files.uploaderId, userId), isNull(files.messageId))
  const left = await tx.delete(files).where(unsent).returning({ id: files.id })
  if (left.length === 0) throw gone()
}

/** Takes such bytes back: their day is over, and the next round cleans them up. */
export async function takeBack(
  tx: Queries,
  file: Pick<typeof files.$inferInsert, 'id' | 'name' | 'uploaderId'>,
): Promise<void> {
  await noteFile(tx, {
    ...file,
    messageId: null,
    mimeType: 'application/octet-stream',
    sizeBytes: 0,
    createdAt: 0,
  })
}
