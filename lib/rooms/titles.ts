import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { fold } from '#lib/fold.ts'
import { companionsIn, isCalled } from './companions.ts'
import { isMember, isThere, type RoomRow } from './membership.ts'
import type { RoomTitle } from './schema.ts'

type Titled = Pick<RoomRow, 'id' | 'name' | 'type' | 'visibility' | 'directKey'>

/**
 * How rooms are called in front of the viewer, by their ids. Asks for no rights:
 * for rooms that were found as the viewer's.
 */
export async function titlesOf(
  on: Queries,
  viewerId: string,
  found: Titled[],
): Promise<Map<string, RoomTitle>> {
  const companions = await companionsIn(on, viewerId, found)
  return new Map(
    found.map((room) => {
      const people = companions(room)
      const { id, name, type, visibility } = room
      return [id, { id, name, type, visibility, ...(people && { people }) }]
    }),
  )
}

const isJoined = and(
  eq(memberships.roomId, rooms.id),
  eq(memberships.userId, sql.placeholder('viewerId')),
  isThere,
)

const joined = statement((on) =>
  on.select({ id: rooms.id }).from(memberships).innerJoin(rooms, isJoined).prepare('joined_ids'),
)

/** Ids of all rooms somebody is in. */
export async function joinedIds(on: Queries, viewerId: string): Promise<string[]> {
  const found = await joined(on).execute({ viewerId })
  return found.map(({ id }) => id)
}

const someJoined = statement((on) =>
  on
    .select({ roomId: memberships.roomId })
    .from(memberships)
    .where(eq(memberships.userId, sql.placeholder('viewerId')))
    .limit(sql.placeholder('most'))
    .prepare('some_joined'),
)

/** How many rooms somebody is in, up to `most`; those that are deleted count until they are gone. */
export async function countJoined(on: Queries, viewerId: string, most: number): Promise<number> {
  const found = await someJoined(on).execute({ viewerId, most })
  return found.length
}

/** How those of these rooms are called that somebody is in, by their ids. */
export async function joinedTitles(
  on: Queries,
  viewerId: string,
  ids: string[],
): Promise<Map<string, RoomTitle>> {
  if (ids.length === 0) return new Map()
  const { id, name, type, visibility, directKey } = rooms
  const found = await on
    .select({ id, name, type, visibility, directKey })
    .from(rooms)
    .where(and(inArray(id, ids), isMember(on, viewerId)))
  return titlesOf(on, viewerId, found)
}

/**
 * What of their rooms somebody means: one of them, or those of these names,
 * each an id or a part of what it is called.
 */
export type RoomsMeant = { roomId: string | null; names: string[] }

/** Ids of the rooms that are meant, of those somebody is in. */
export async function idsMeant(
  on: Queries,
  viewerId: string,
  { roomId, names }: RoomsMeant,
): Promise<string[]> {
  const isMeant = (name: string) => or(eq(rooms.id, name), isCalled(on, viewerId, fold(name)))
  const found = await on
    .select({ id: rooms.id })
    .from(memberships)
    .innerJoin(rooms, eq(rooms.id, memberships.roomId))
    .where(
      and(
        isThere,
        eq(memberships.userId, viewerId),
        roomId === null ? undefined : eq(rooms.id, roomId),
        names.length > 0 ? or(...names.map(isMeant)) : undefined,
      ),
    )
  return found.map(({ id }) => id)
}
