import { eq } from 'drizzle-orm'
import type { Db } from '#lib/db/open.ts'
import { emoji } from '#lib/db/schema.ts'
import { fold, foldVersion } from '#lib/fold.ts'
import { oncePerVersion } from '#lib/instance/once-per-version.ts'

/**
 * Names that an earlier version folded otherwise are taken as they are compared now. Of two that have become
 * the same both stay, the second one folded as it was.
 */
export const refoldEmoji = (db: Db): Promise<void> =>
  oncePerVersion(db, 'emojiFolded', foldVersion, () =>
    db.write(async (tx) => {
      const all = await tx.select().from(emoji)
      const taken = new Set(all.map(({ nameFolded }) => nameFolded))
      for (const { id, name } of all) {
        const nameFolded = fold(name)
        if (taken.has(nameFolded)) continue
        await tx.update(emoji).set({ nameFolded }).where(eq(emoji.id, id))
        taken.add(nameFolded)
      }
    }),
  )
