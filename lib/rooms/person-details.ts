import { eq } from 'drizzle-orm'
import { presentAbout } from '#lib/accounts/about/present.ts'
import { personColumns, profiles, users } from '#lib/accounts/columns.ts'
import { presentPerson } from '#lib/accounts/present.ts'
import type { PersonDetails } from '#lib/accounts/schema.ts'
import type { Context } from '#lib/context.ts'
import { notFound } from '#lib/errors.ts'
import { mayKnow } from './people.ts'

/** Who somebody is, and what they tell of themselves. Refuses whom the viewer may not know as nobody. */
export async function personDetailsOf(context: Context, userId: string): Promise<PersonDetails> {
  if (!(await mayKnow(context, userId))) throw notFound('person')
  const { db, now } = context
  const { userId: ofWhom, pronouns, timeZone, statusEmoji, statusText, statusUntil } = profiles
  const told = { ofWhom, pronouns, timeZone, statusEmoji, statusText, statusUntil }
  const [found] = await db.read
    .select({ person: personColumns, told })
    .from(users)
    .leftJoin(profiles, eq(profiles.userId, users.id))
    .where(eq(users.id, userId))
  if (!found) throw notFound('person')
  return { ...presentPerson(found.person), ...presentAbout(found.told, now()) }
}
