import { and, desc, eq, gt, inArray, isNull, lt, or, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Context, SessionContext, World } from '#lib/context.ts'
import { contains } from '#lib/db/contains.ts'
import type { Queries } from '#lib/db/open.ts'
import { profiles, sessions, users } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import type { Page } from '#lib/http/schema.ts'
import { administrator } from '#lib/instance/require-administrator.ts'
import { isoTime } from '#lib/iso-time.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { presentAbout } from './about/present.ts'
import { presentProfile } from './present.ts'
import { sameEmail } from './same-email.ts'
import type { OwnProfile, Person, Profile, Session } from './schema.ts'
import { takesPasswords } from './takes-passwords.ts'

/** An account by id, as its owner sees it. */
export async function profileOf({ db }: Pick<World, 'db'>, userId: string): Promise<Profile> {
  const [user] = await db.read.select().from(users).where(eq(users.id, userId))
  if (!user) throw notFound('account')
  return presentProfile(user)
}

/**
 * Why a session, which has ended, does not come back by signing in: its account was taken out of use and is
 * so still, or it was that of a guest.
 */
export async function whyOut(
  { db }: Pick<World, 'db'>,
  sessionId: string | undefined,
): Promise<'deactivated' | 'guestOver' | null> {
  if (sessionId === undefined) return null
  const [found] = await db.read
    .select({ at: users.deactivatedAt, guestOf: users.guestOf })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, sessionId))
  if (!found) return null
  if (found.guestOf !== null) return 'guestOver'
  return found.at === null ? null : 'deactivated'
}

export async function myProfile(context: Context): Promise<OwnProfile> {
  const { db, now, viewer } = context
  const [profile, [told]] = await Promise.all([
    profileOf(context, viewer.userId),
    db.read.select().from(profiles).where(eq(profiles.userId, viewer.userId)),
  ])
  return { ...profile, ...presentAbout(told, now()) }
}

const afterSession = z.tuple([z.int(), z.string()])

/** The viewer's live sessions, the one last used first. */
export async function mySessions(context: SessionContext, page: Paging): Promise<Page<Session>> {
  const { db, now, viewer } = context
  const after = page.cursor === undefined ? undefined : decodeCursor(page.cursor, afterSession)
  const rows = await db.read
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, viewer.userId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now()),
        after &&
          or(
            lt(sessions.lastSeenAt, after[0]),
            and(eq(sessions.lastSeenAt, after[0]), lt(sessions.id, after[1])),
          ),
      ),
    )
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(page.limit + 1)
  const found = rows.map(async ({ address }) => [address, await context.countryOf(address)] as const)
  const countries = new Map(await Promise.all(found))
  const present = (row: (typeof rows)[number]) => ({
    id: row.id,
    kind: row.kind,
    userAgent: row.userAgent,
    address: row.address,
    country: countries.get(row.address) ?? null,
    createdAt: isoTime(row.createdAt),
    lastSeenAt: isoTime(row.lastSeenAt),
    current: row.id === viewer.sessionId,
  })
  return pageOf(rows, page.limit, present, (row) => [row.lastSeenAt, row.id])
}

/** Names by the ids of whose they are. It asks for no rights: for people the reader meets anyway. */
export async function namesOf(on: Queries, ids: Iterable<string>): Promise<Map<string, string>> {
  const asked = [...new Set(ids)]
  if (asked.length === 0) return new Map()
  const found = await on
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, asked))
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** Ids of those who look after the installation. It asks for no rights: for delivery only. */
export async function administratorIds(on: Queries): Promise<string[]> {
  const found = await on
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, administrator), isNull(users.deactivatedAt)))
  return found.map(({ id }) => id)
}

/**
 * Ids of those who are meant: by the id or the whole name, else by a part of one. One more
 * than `most` says that they are too many.
 */
export async function idsNamed(on: Queries, named: string, most: number): Promise<string[]> {
  const people = (fits: SQL) =>
    on
      .select({ id: users.id })
      .from(users)
      .where(fits)
      .limit(most + 1)
  const whole = [...(await people(eq(users.id, named))), ...(await people(eq(users.nameFolded, fold(named))))]
  const found = whole.length > 0 ? whole : await people(contains(users.nameFolded, fold(named)))
  return found.map(({ id }) => id)
}

/** The account of an email. */
export async function accountWithEmail(on: Queries, email: string): Promise<{ id: string } | null> {
  const [found] = await on.select({ id: users.id }).from(users).where(hasEmail(email))
  return found ?? null
}

/** Whether somebody can sign in by a password: they have one, and it is taken here. */
export async function hasPassword(world: Pick<World, 'env'>, on: Queries, userId: string): Promise<boolean> {
  if (!takesPasswords(world)) return false
  const [found] = await on
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId))
  return found !== undefined && found.passwordHash !== ''
}

/** Whose address this is: the whole of it, so that nobody tries out parts. A condition on `users`. */
export const hasEmail = (email: string) => and(eq(users.email, sameEmail(email)), isNull(users.deletedAt))

/** Who has which of these addresses and was not deactivated, by the address as accounts have it. */
export async function peopleByEmail(on: Queries, addresses: string[]): Promise<Map<string, Person>> {
  const found = await on
    .select({ email: users.email, id: users.id, name: users.name, avatarUrl: users.avatarUrl })
    .from(users)
    .where(and(inArray(users.email, addresses), isNull(users.deactivatedAt)))
  return new Map(found.map(({ email, ...person }) => [email, person]))
}
