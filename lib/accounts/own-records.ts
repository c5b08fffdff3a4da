import { asc, eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { sessions, users } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { isoTime } from '#lib/iso-time.ts'
import { presentProfile } from './present.ts'

/** What an account holds of its owner, for them alone: their profile, and where they signed in. */
export async function ownRecords(on: Queries, userId: string) {
  const [user] = await on.select().from(users).where(eq(users.id, userId))
  if (!user || user.deletedAt !== null) throw notFound('account')
  const rows = await on
    .select()
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(asc(sessions.createdAt), asc(sessions.id))
  return {
    profile: presentProfile(user),
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
