import { and, eq, isNotNull } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { users } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { newProfilesVersion } from '#lib/instance/profiles-version.ts'
import { presentPerson } from './present.ts'

/** From now on everybody sees this picture of somebody, or none. False where there was none to take away. */
export async function showPicture(
  tx: Queries,
  note: Note,
  userId: string,
  avatarUrl: string | null,
): Promise<boolean> {
  const who = and(eq(users.id, userId), avatarUrl === null ? isNotNull(users.avatarUrl) : undefined)
  const [user] = await tx.update(users).set({ avatarUrl }).where(who).returning()
  if (!user) return false
  await newProfilesVersion(tx)
  note('profile.changed', { person: presentPerson(user) })
  return true
}
