import { requireStillGood } from '#lib/accounts/sessions.ts'
import type { Context } from '#lib/context.ts'
import { noteFile } from './attach.ts'
import { requireSpace } from './space.ts'

type Made = Omit<Parameters<typeof noteFile>[1], 'uploaderId' | 'createdAt'>

/**
 * Puts a picture that was made here into the store, as an unsent file of the viewer's until a domain takes it
 * over (`handOver`): should this end in between, it goes as those go.
 */
export async function keepPicture(context: Context, file: Made, path: string): Promise<void> {
  const { db, files: place, now, viewer } = context
  await db.write(async (tx) => {
    await requireStillGood(tx, viewer, now())
    await requireSpace(tx, context, file.sizeBytes)
    await noteFile(tx, { ...file, uploaderId: viewer.userId, createdAt: now() })
  })
  await place.store.put(file.id, path)
}
