import { and, desc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Context, World } from '#lib/context.ts'
import { contains } from '#lib/db/contains.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, sessions, users } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import { decodeCursor, pageOf } from '#lib/paging.ts'
import { isoTime, presentPerson, presentProfile } from './present.ts'
import type { Person, Profile, Session } from './schema.ts'

/** An account by id, as its owner sees it. */
export async function profileOf({ db }: Pick<World, 'db'>, userId: string): Promise<Profile> {
  const [user] = await db.read.select().from(users).where(eq(users.id, userId))
  if (!user) throw notFound('account')
  return presentProfile(user)
}

export const myProfile = (context: Context): Promise<Profile> => profileOf(context, context.viewer.userId)

/** The viewer's live sessions, the one last used first. */
export async function mySessions({
  db,
  now,
  viewer,
}: Context): Promise<{ items: Session[]; nextCursor: null }> {
  const rows = await db.read
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, viewer.userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now())))
    .orderBy(desc(sessions.lastSeenAt))
  const items = rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    userAgent: row.userAgent,
    address: row.address,
    createdAt: isoTime(row.createdAt),
    lastSeenAt: isoTime(row.lastSeenAt),
    current: row.id === viewer.sessionId,
  }))
  return { items, nextCursor: null }
}

/** Ids of the people of whose rooms the viewer is one, and their own: those who see their name. Asks for no rights: for publishing only. */
export async function acquaintances({ db, viewer }: Context): Promise<string[]> {
  const found = await db.read
    .selectDistinct({ id: memberships.userId })
    .from(memberships)
    .where(inArray(memberships.roomId, roomsOf(db.read, viewer.userId)))
  return [...new Set([viewer.userId, ...found.map(({ id }) => id)])]
}

const roomsOf = (on: Queries, userId: string) =>
  on.select({ id: memberships.roomId }).from(memberships).where(eq(memberships.userId, userId))

const afterPerson = z.tuple([z.string(), z.string()])

/**
 * People the viewer may mention or invite, by a part of the name or a whole email: everybody, or for a guest only those in the same rooms.
 */
export async function findPeople(
  { db, viewer }: Context,
  query: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: Person[]; nextCursor: string | null }> {
  const after = page.cursor === undefined ? undefined : decodeCursor(page.cursor, afterPerson)
  const besideMe = db.read
    .select({ id: memberships.userId })
    .from(memberships)
    .where(inArray(memberships.roomId, roomsOf(db.read, viewer.userId)))
  const found = await db.read
    .select()
    .from(users)
    .where(
      and(
        ne(users.id, viewer.userId),
        query === ''
          ? undefined
          : or(contains(users.nameFolded, fold(query)), eq(users.email, query.toLowerCase())),
        viewer.role === 'guest' ? inArray(users.id, besideMe) : undefined,
        after &&
          or(gt(users.nameFolded, after[0]), and(eq(users.nameFolded, after[0]), gt(users.id, after[1]))),
      ),
    )
    .orderBy(users.nameFolded, users.id)
    .limit(page.limit + 1)
  return pageOf(found, page.limit, presentPerson, (user) => [user.nameFolded, user.id])
}
