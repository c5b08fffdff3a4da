import { eq, gt } from 'drizzle-orm'
import { fold, foldVersion } from '#lib/fold.ts'
import type { Db } from './open.ts'
import { instance, rooms, users } from './schema.ts'

const atOnce = 500
const key = 'folded'
const value = String(foldVersion)

/** Names that were folded otherwise, when they were stored, are folded as they are looked for now. */
export async function refoldNames(db: Db): Promise<void> {
  const [kept] = await db.read.select().from(instance).where(eq(instance.key, key))
  if (kept?.value === value) return
  for (const table of [users, rooms]) await refold(db, table)
  await db.write((tx) =>
    tx.insert(instance).values({ key, value }).onConflictDoUpdate({ target: instance.key, set: { value } }),
  )
}

async function refold(db: Db, table: typeof users | typeof rooms): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { id, name, nameFolded } = table
    const rows: { id: string; name: string; nameFolded: string }[] = await db.read
      .select({ id, name, nameFolded })
      .from(table)
      .where(gt(id, after))
      .orderBy(id)
      .limit(atOnce)
    const stale = rows.filter((row) => row.nameFolded !== fold(row.name))
    if (stale.length > 0)
      await db.write(async (tx) => {
        for (const row of stale)
          await tx
            .update(table)
            .set({ nameFolded: fold(row.name) })
            .where(eq(id, row.id))
      })
    after = rows.length < atOnce ? undefined : rows.at(-1)?.id
  }
}
