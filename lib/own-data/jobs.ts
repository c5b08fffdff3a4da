import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { World } from '#lib/context.ts'
import { ownArchives } from '#lib/db/schema.ts'
import { every, jobKind } from '#lib/jobs/kind.ts'
import { makeArchive } from './archive.ts'
import { purgeArchives } from './operations.ts'

/** How long somebody can have it. */
const keptMs = 3 * 86_400_000
const toldMs = 1_000

type Asked = { id: string; userId: string }

/** Ends the work at what nobody waits for: another was asked for, or its owner is gone. */
class Unwanted extends Error {}

export const ownDataJobs = [
  jobKind({
    name: 'ownData.make',
    payload: z.object({ id: z.string(), userId: z.string() }),
    tries: 3,
    // It reads much, and writes a file: others go on.
    atOnce: 1,
    run: (world, asked, { signal }) => make(world, asked, signal),
  }),
  every(600_000, { name: 'ownData.purge', run: purgeArchives }),
] as const

async function make(world: World, asked: Asked, signal: AbortSignal): Promise<void> {
  const { db, files, now, elapsed } = world
  const set = async (values: Partial<typeof ownArchives.$inferInsert>) => {
    const wanted = and(eq(ownArchives.id, asked.id), eq(ownArchives.userId, asked.userId))
    const rows = await db.write((tx) => tx.update(ownArchives).set(values).where(wanted).returning())
    return rows.length > 0
  }
  let toldAt = Number.NEGATIVE_INFINITY
  const tell = async (done: number, total: number) => {
    signal.throwIfAborted()
    if (elapsed() < toldAt + toldMs) return
    toldAt = elapsed()
    if (!(await set({ state: 'making', done, total }))) throw new Unwanted()
  }
  try {
    const sizeBytes = await makeArchive(world, asked, tell)
    const isWanted = await set({ state: 'ready', sizeBytes, expiresAt: now() + keptMs })
    if (!isWanted) await files.store.remove(asked.id)
  } catch (error) {
    if (error instanceof Unwanted) return
    if (!signal.aborted) await set({ state: 'failed' })
    throw error
  }
}
