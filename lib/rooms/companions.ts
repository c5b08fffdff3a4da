import { and, eq, exists, inArray, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { Person } from '#lib/accounts/schema.ts'
import { contains } from '#lib/db/contains.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import type { RoomRow } from './membership.ts'

/** What tells whom a room is with, if it is with somebody. */
type Keyed = Pick<RoomRow, 'directKey'>

const idsOf = (directKey: string | null) => directKey?.split(' ') ?? []

/**
 * The other people of the direct rooms among these, as a look-up: one statement, and none without a direct
 * room. Who has left is among them still, because the room would be the same if they came back.
 */
export async function companionsIn(
  on: Queries,
  viewerId: string,
  found: Keyed[],
): Promise<(room: Keyed) => Person[] | undefined> {
  const ids = new Set(found.flatMap(({ directKey }) => idsOf(directKey)))
  ids.delete(viewerId)
  const people =
    ids.size === 0
      ? []
      : await on
          .select(personColumns)
          .from(users)
          .where(inArray(users.id, [...ids]))
  people.sort((a, b) => a.name.localeCompare(b.name))
  return ({ directKey }) => {
    if (directKey === null) return
    const here = idsOf(directKey)
    return people.filter(({ id }) => here.includes(id))
  }
}

const companionship = alias(memberships, 'companionship')
const companion = alias(users, 'companion')

/** A direct room with somebody else whose name has this in it. */
const isWith = (on: Queries, viewerId: string, nameFolded: string) =>
  and(
    eq(rooms.visibility, 'direct'),
    exists(
      on
        .select({ one: sql`1` })
        .from(companionship)
        .innerJoin(companion, eq(companion.id, companionship.userId))
        .where(
          and(
            eq(companionship.roomId, rooms.id),
            ne(companion.id, viewerId),
            contains(companion.nameFolded, nameFolded),
          ),
        ),
    ),
  )

/**
 * A room that the viewer knows by a name with this in it: its own, or that of somebody they are in it with.
 */
export const isCalled = (on: Queries, viewerId: string, nameFolded: string) =>
  or(contains(rooms.nameFolded, nameFolded), isWith(on, viewerId, nameFolded))
