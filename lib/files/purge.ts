import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { and, asc, inArray, isNull, lt } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import { files } from '#lib/db/schema.ts'
import { unsentFileMs } from '#lib/limits.ts'
import { discard } from './upload.ts'

/**
 * Longer than a file may still be sent, so that none is taken away under a message that is just being posted.
 */
const keptMs = unsentFileMs + 3_600_000
const atOnce = 200

/**
 * Removes files whose message was never sent, was deleted or went with its room, and
 * what uploads that broke off left behind.
 */
export async function purgeFiles(world: World, signal?: AbortSignal): Promise<void> {
  await removeUnsent(world, signal)
  await removeUnfinished(world)
}

async function removeUnsent({ db, files: place, now }: World, signal?: AbortSignal) {
  const old = and(isNull(files.messageId), lt(files.createdAt, now() - keptMs))
  for (;;) {
    const found = await db.read
      .select({ id: files.id })
      .from(files)
      .where(old)
      .orderBy(asc(files.createdAt))
      .limit(atOnce)
    if (found.length === 0) return
    // The bytes first: should this end here, the rows still say what is left to do.
    for (const { id } of found) await discard(place, id)
    const ids = found.map(({ id }) => id)
    await db.write((tx) => tx.delete(files).where(and(inArray(files.id, ids), old)))
    signal?.throwIfAborted()
  }
}

async function removeUnfinished({ files: { unfinished }, now }: World) {
  for (const name of await readdir(unfinished)) {
    const path = join(unfinished, name)
    const found = await stat(path).catch(() => null)
    if (found && found.mtimeMs < now() - unsentFileMs) await rm(path, { recursive: true, force: true })
  }
}
