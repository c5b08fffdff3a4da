import { refoldPeople } from '#lib/accounts/refold.ts'
import type { Db } from '#lib/db/open.ts'
import { refold } from '#lib/db/refold.ts'
import { rooms } from '#lib/db/schema.ts'
import { foldVersion } from '#lib/fold.ts'
import { oncePerVersion } from '#lib/instance/once-per-version.ts'

/** Names of people and rooms are found although an earlier version folded them otherwise. */
export const refoldNames = (db: Db): Promise<void> =>
  oncePerVersion(db, 'folded', foldVersion, async () => {
    await refoldPeople(db)
    await refold(db, rooms)
  })
