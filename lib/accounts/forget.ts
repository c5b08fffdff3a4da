import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { daysHere, emailChanges, oneTimeLinks, passkeys, profiles, sessions, users } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import { newProfilesVersion } from '#lib/instance/profiles-version.ts'
import { english } from '#lib/words/english.ts'
import { forgetApp } from './two-factor/set-up.ts'

type User = typeof users.$inferSelect

/**
 * Leaves of an account what its messages and rooms need: that somebody wrote them, and when they came. All
 * columns are named, so that none is forgotten that comes later.
 */
export async function forgetAccount(tx: Queries, userId: string, at: number): Promise<void> {
  const [before] = await tx
    .select({ name: users.name, guestOf: users.guestOf })
    .from(users)
    .where(eq(users.id, userId))
  // What a guest was called tells the room who spoke there, and nothing else of them.
  const name = before?.guestOf ? before.name : english('departure.name')
  const left: Omit<User, 'id' | 'createdAt'> = {
    // No email, and nobody else's: whoever had it may come again.
    email: userId,
    name,
    nameFolded: fold(name),
    passwordHash: '',
    role: 'member',
    avatarUrl: null,
    emailVerifiedAt: null,
    deactivatedAt: at,
    deletedAt: at,
    guestOf: null,
    mustSetUp: false,
  }
  for (const owned of [sessions, oneTimeLinks, emailChanges, passkeys, profiles, daysHere])
    await tx.delete(owned).where(eq(owned.userId, userId))
  await forgetApp(tx, userId)
  const [gone] = await tx.update(users).set(left).where(eq(users.id, userId)).returning({ id: users.id })
  if (!gone) throw notFound('account')
  await newProfilesVersion(tx)
}
