import { and, eq, isNull } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { avatars } from '#lib/db/schema.ts'

/** Under which id the picture lies in the store that somebody shows; null where they show none. It asks for no rights. */
export async function shownBy(on: Queries, userId: string): Promise<string | null> {
  const shown = and(eq(avatars.userId, userId), isNull(avatars.replacedAt))
  const [found] = await on.select({ id: avatars.id }).from(avatars).where(shown)
  return found?.id ?? null
}
