import { and, eq, gt } from 'drizzle-orm'
import { fold } from '#lib/fold.ts'
import type { Db } from './open.ts'
import type { rooms, users } from './schema.ts'

const atOnce = 500

/** Folds the names of a table anew that were folded otherwise when they were stored. */
export async function refold(db: Db, table: typeof users | typeof rooms): Promise<void> {
  const { id, name, nameFolded } = table
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rows: { id: string; name: string; nameFolded: string }[] = await db.read
      .select({ id, name, nameFolded })
      .from(table)
      .where(gt(id, after))
      .orderBy(id)
      .limit(atOnce)
    const stale = rows.filter((row) => row.nameFolded !== fold(row.name))
    if (stale.length > 0)
      await db.write(async (tx) => {
        // Who was called something else meanwhile has a name that is folded already.
        for (const row of stale)
          await tx
            .update(table)
            .set({ nameFolded: fold(row.name) })
            .where(and(eq(id, row.id), eq(name, row.name)))
      })
    after = rows.length < atOnce ? undefined : rows.at(-1)?.id
  }
}
