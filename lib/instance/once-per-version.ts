import { eq } from 'drizzle-orm'
import type { Db } from '#lib/db/open.ts'
import { instance } from '#lib/db/schema.ts'

/**
 * Does once for each version of something what brings the database up to it; doing it twice is doing it once.
 */
export async function oncePerVersion(db: Db, key: string, version: number, work: () => Promise<void>) {
  const value = String(version)
  const [kept] = await db.read.select().from(instance).where(eq(instance.key, key))
  if (kept?.value === value) return
  await work()
  await db.write((tx) =>
    tx.insert(instance).values({ key, value }).onConflictDoUpdate({ target: instance.key, set: { value } }),
  )
}
