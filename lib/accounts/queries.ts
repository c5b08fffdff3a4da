import { and, desc, eq, gt, inArray, isNull, lt, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Context, World } from '#lib/context.ts'
import { contains } from '#lib/db/contains.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms, sessions, users } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import type { Page } from '#lib/http/schema.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { isoTime, presentPerson, presentProfile } from './present.ts'
import type { Person, Profile, Session } from './schema.ts'

/** An account by id, as its owner sees it. */
export async function profileOf({ db }: Pick<World, 'db'>, userId: string): Promise<Profile> {
  const [user] = await db.read.select().from(users).where(eq(users.id, userId))
  if (!user) throw notFound('account')
  return presentProfile(user)
}

export const myProfile = (context: Context): Promise<Profile> => profileOf(context, context.viewer.userId)

const afterSession = z.tuple([z.number(), z.string()])

/** The viewer's live sessions, the one last used first. */
export async function mySessions({ db, now, viewer }: Context, page: Paging): Promise<Page<Session>> {
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
  const present = (row: (typeof rows)[number]) => ({
    id: row.id,
    kind: row.kind,
    userAgent: row.userAgent,
    address: row.address,
    createdAt: isoTime(row.createdAt),
    lastSeenAt: isoTime(row.lastSeenAt),
    current: row.id === viewer.sessionId,
  })
  return pageOf(rows, page.limit, present, (row) => [row.lastSeenAt, row.id])
}

/** Ids of the people of whose rooms the viewer is one, and their own: those who see their name. Asks for no rights: for publishing only. */
export async function acquaintances({ db, viewer }: Context): Promise<string[]> {
  const people = new Set([viewer.userId])
  // Room by room, and others in between: somebody may have been added to thousands.
  for (const { id } of await roomsOf(db.read, viewer.userId)) {
    const members = await db.read
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(eq(memberships.roomId, id))
    for (const { userId } of members) people.add(userId)
    await new Promise((turn) => setImmediate(turn))
  }
  return [...people]
}

// `isThere` (lib/rooms/membership.ts), written out: accounts know no rooms.
const roomsOf = (on: Queries, userId: string) =>
  on
    .select({ id: memberships.roomId })
    .from(memberships)
    .innerJoin(rooms, eq(rooms.id, memberships.roomId))
    .where(and(eq(memberships.userId, userId), isNull(rooms.deletedAt)))

const afterPerson = z.tuple([z.string(), z.string()])

/**
 * People the viewer may mention or invite, by a part of the name or a whole email: everybody, or for a guest only those in the same rooms.
 */
export async function findPeople(
  { db, viewer }: Context,
  query: string,
  page: Paging,
): Promise<Page<Person>> {
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
