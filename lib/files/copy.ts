import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { eq } from 'drizzle-orm'
import { requireStillGood } from '#lib/accounts/sessions.ts'
import type { Context } from '#lib/context.ts'
import { files } from '#lib/db/schema.ts'
import { newId } from '#lib/ids.ts'
import { requireFile } from './queries.ts'
import { requireSpace } from './space.ts'
import { thumbnailKey } from './store.ts'
import { discard, keep } from './upload.ts'

/**
 * Copies files that the viewer may read. The copies are the viewer's alone until a message of theirs takes
 * them, like uploads, and take space like those. Gives the id of each copy by the id of its original.
 */
export async function copyFiles(context: Context, ids: string[]): Promise<Map<string, string>> {
  const originals = []
  for (const id of ids) originals.push(await requireFile(context, id))
  const copies = new Map<string, string>()
  for (const original of originals) copies.set(original.id, await copyOf(context, original))
  return copies
}

async function copyOf(context: Context, original: typeof files.$inferSelect): Promise<string> {
  const { db, files: place, now, viewer } = context
  const id = newId()
  const folder = join(place.unfinished, id)
  const fetch = async (key: string, name: string) =>
    pipeline(await place.store.read(key), createWriteStream(join(folder, name), { flags: 'wx' }))
  try {
    await mkdir(folder)
    await place.space(context, original.sizeBytes, async () => {
      // The row first: should this end in between, it says what is to be cleaned.
      await db.write(async (tx) => {
        await requireStillGood(tx, viewer, now())
        await requireSpace(tx, context, original.sizeBytes)
        const own = { id, uploaderId: viewer.userId, messageId: null, roomId: null, createdAt: now() }
        await tx.insert(files).values({ ...original, ...own })
      })
      await fetch(original.id, 'file')
      const hasThumbnail = original.thumbWidth !== null
      if (hasThumbnail) await fetch(thumbnailKey(original.id), 'thumbnail')
      await keep(place, id, folder, hasThumbnail)
      return original
    })
    return id
  } catch (error) {
    await discard(place, id)
    await db.write((tx) => tx.delete(files).where(eq(files.id, id)))
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
