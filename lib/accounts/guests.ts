import { and, count, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { sessions, users } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { fold } from '#lib/fold.ts'
import { newId } from '#lib/ids.ts'
import { guestRole } from '#lib/instance/roles.ts'
import { presentProfile } from './present.ts'
import type { Profile } from './schema.ts'
import { endSessionsOf } from './sessions.ts'

/**
 * An account for a guest of one room: without a password, and with a sign in the place of the email that no
 * email has however it is typed (`sameEmail` knows no capitals). So nobody signs in with it, asks for a link
 * to it or finds it by that.
 */
export async function makeGuest(
  tx: Queries,
  { name, roomId }: { name: string; roomId: string },
  at: number,
): Promise<Profile> {
  const id = newId()
  const [user] = await tx
    .insert(users)
    .values({
      id,
      email: `GUEST ${id}`,
      name,
      nameFolded: fold(name),
      passwordHash: '',
      role: guestRole,
      createdAt: at,
      guestOf: roomId,
    })
    .returning()
  if (!user) throw new Error('The new guest was not stored')
  return presentProfile(user)
}

/**
 * Ends the accounts of a room's guests, or of one of them, with all their sessions. What they said keeps
 * their name. Gives whose they were. Comes before a room is locked, as ending a session does.
 */
export async function endGuests(
  tx: Queries,
  note: Note,
  roomId: string,
  at: number,
  userId?: string,
): Promise<string[]> {
  const ended = await tx
    .update(users)
    .set({ deactivatedAt: at })
    .where(
      and(eq(users.guestOf, roomId), isNull(users.deactivatedAt), userId ? eq(users.id, userId) : undefined),
    )
    .returning({ id: users.id })
  for (const { id } of ended) await endSessionsOf(tx, note, id, at, 'guest_over')
  return ended.map(({ id }) => id)
}

/** Some guests whose visit ended before a time, and whose account is there still. */
export async function guestsEndedBefore(on: Queries, time: number, limit: number): Promise<string[]> {
  const ended = and(isNotNull(users.guestOf), lt(users.deactivatedAt, time), isNull(users.deletedAt))
  const rows = await on.select({ id: users.id }).from(users).where(ended).limit(limit)
  return rows.map(({ id }) => id)
}

/** How many guests a room has now. */
export async function countGuests(on: Queries, roomId: string): Promise<number> {
  const [found] = await on
    .select({ n: count() })
    .from(users)
    .where(and(eq(users.guestOf, roomId), isNull(users.deactivatedAt)))
  return found?.n ?? 0
}

/** The room somebody is a guest of, and whether they are so still; null for everybody else. */
export async function guestOf(
  on: Queries,
  userId: string,
): Promise<{ roomId: string; isActive: boolean } | null> {
  const { guestOf: roomId, deactivatedAt } = users
  const [found] = await on.select({ roomId, deactivatedAt }).from(users).where(eq(users.id, userId))
  return found?.roomId ? { roomId: found.roomId, isActive: found.deactivatedAt === null } : null
}

/** When the session of a guest ends. */
export async function endOfSession(on: Queries, sessionId: string): Promise<number | null> {
  const [found] = await on.select({ at: sessions.expiresAt }).from(sessions).where(eq(sessions.id, sessionId))
  return found?.at ?? null
}
