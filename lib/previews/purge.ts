import { lt } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import { linkPreviews } from '#lib/db/schema.ts'
import { unsentFileMs } from '#lib/limits.ts'

/** Forgets cards that no message took. Their pictures go as every unsent file does. */
export async function purgePreviews({ db, now }: World): Promise<void> {
  await db.write((tx) => tx.delete(linkPreviews).where(lt(linkPreviews.createdAt, now() - unsentFileMs)))
}
