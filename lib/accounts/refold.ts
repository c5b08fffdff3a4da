import type { Db } from '#lib/db/open.ts'
import { refold } from '#lib/db/refold.ts'
import { users } from '#lib/db/schema.ts'

/** Names of people that were folded otherwise when they were stored are folded as they are looked for now. */
export const refoldPeople = (db: Db): Promise<void> => refold(db, users)
