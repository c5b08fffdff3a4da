import { asc, eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { profiles, sessions, users } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { isoTime } from '#lib/iso-time.ts'
import { presentAbout } from './about/present.ts'
import { presentProfile } from './present.ts'

/** What an account holds of its owner, for them alone: their profile, and where they signed in. */
export async function ownRecords(on: Queries, userId: string, now: number) {
  const [user] = await on.select().from(users).where(eq(users.id, userId))
  if (!user || user.deletedAt !== null) throw notFound('account')
  const rows = await on
    .select()
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(asc(sessions.createdAt), asc(sessions.id))
  const [told] = await on.select().from(profiles).where(eq(profiles.userId, userId))
  return {
    profile: { ...presentProfile(user), ...presentAbout(told, now) },
    sessions: rows.map(({ id, kind, userAgent, address, createdAt, lastSeenAt, revokedAt }) => ({
      id,
      kind,
      userAgent,
      address,
      createdAt: isoTime(createdAt),
      lastSeenAt: isoTime(lastSeenAt),
      endedAt: revokedAt === null ? null : isoTime(revokedAt),
    })),
  }
}
