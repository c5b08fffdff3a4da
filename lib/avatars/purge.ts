import { eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { users } from '#lib/accounts/columns.ts'
import type { World } from '#lib/context.ts'
import { avatars } from '#lib/db/schema.ts'

const atOnce = 200

/** Removes pictures that nobody shows any more: another one took their place, or their account is gone. */
export async function purgeAvatars({ db, files: { store } }: World, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const found = await db.read
      .select({ id: avatars.id })
      .from(avatars)
      .leftJoin(users, eq(users.id, avatars.userId))
      .where(or(isNotNull(avatars.replacedAt), isNull(users.avatarUrl)))
      .limit(atOnce)
    if (found.length === 0) return
    const ids = found.map(({ id }) => id)
    // The bytes first: should this end here, the rows still say what is left to do.
    for (const id of ids) await store.remove(id)
    await db.write((tx) => tx.delete(avatars).where(inArray(avatars.id, ids)))
    signal?.throwIfAborted()
  }
}
