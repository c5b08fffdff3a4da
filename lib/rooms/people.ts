import { and, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import { personColumns, users } from '#lib/accounts/columns.ts'
import { presentPerson } from '#lib/accounts/present.ts'
import { hasEmail } from '#lib/accounts/queries.ts'
import type { Person } from '#lib/accounts/schema.ts'
import type { Context } from '#lib/context.ts'
import { contains } from '#lib/db/contains.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { fold } from '#lib/fold.ts'
import type { Page } from '#lib/http/schema.ts'
import { mayFindEverybody } from '#lib/instance/policy.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { isThere } from './membership.ts'

/**
 * Ids of the people of whose rooms somebody is one, and their own: those who see their name.
 * It asks for no rights: for delivery only.
 */
export async function acquaintancesOf(on: Queries, userId: string): Promise<string[]> {
  const people = new Set([userId])
  // Room by room, and others in between: somebody may have been added to thousands.
  for (const { id } of await roomsOf(on, userId)) {
    const members = await on
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(eq(memberships.roomId, id))
    for (const { userId } of members) people.add(userId)
    await new Promise((turn) => setImmediate(turn))
  }
  return [...people]
}

/** The rooms somebody is in, as part of a statement. */
export const roomsOf = (on: Queries, userId: string) =>
  on
    .select({ id: memberships.roomId })
    .from(memberships)
    .innerJoin(rooms, eq(rooms.id, memberships.roomId))
    .where(and(eq(memberships.userId, userId), isThere))

/**
 * Whether the viewer may know that somebody is here: themselves, for a guest whoever is in the same rooms,
 * for others everybody.
 */
export async function mayKnow(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  userId: string,
): Promise<boolean> {
  if (userId === viewer.userId || mayFindEverybody(viewer)) return true
  const beside = and(
    eq(memberships.userId, userId),
    inArray(memberships.roomId, roomsOf(db.read, viewer.userId)),
  )
  return (await db.read.$count(memberships, beside)) > 0
}

const afterPerson = z.tuple([z.string(), z.string()])

/**
 * People the viewer may mention or invite, by a part of the name or a whole email: everybody, or for a guest
 * only those in the same rooms.
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
    .select({ ...personColumns, nameFolded: users.nameFolded })
    .from(users)
    .where(
      and(
        ne(users.id, viewer.userId),
        isNull(users.deactivatedAt),
        // Guests of a room are for those who are in it.
        or(isNull(users.guestOf), inArray(users.guestOf, roomsOf(db.read, viewer.userId))),
        query === '' ? undefined : or(contains(users.nameFolded, fold(query)), hasEmail(query)),
        mayFindEverybody(viewer) ? undefined : inArray(users.id, besideMe),
        after &&
          or(gt(users.nameFolded, after[0]), and(eq(users.nameFolded, after[0]), gt(users.id, after[1]))),
      ),
    )
    .orderBy(users.nameFolded, users.id)
    .limit(page.limit + 1)
  return pageOf(found, page.limit, presentPerson, (user) => [user.nameFolded, user.id])
}
