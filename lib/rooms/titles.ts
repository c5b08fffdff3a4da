import { and, eq, inArray, or } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { fold } from '#lib/fold.ts'
import { companionsIn, isCalled } from './companions.ts'
import { isThere, type RoomRow } from './membership.ts'
import type { RoomTitle } from './schema.ts'

/**
 * How rooms are called in front of the viewer, by their ids. Asks for no rights:
 * for rooms that were found as the viewer's.
 */
export async function titlesOf(
  on: Queries,
  viewerId: string,
  found: RoomRow[],
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

/** The same, of rooms by their ids. */
export async function titlesById(on: Queries, viewerId: string, ids: Iterable<string>) {
  const asked = [...new Set(ids)]
  const found =
    asked.length === 0
      ? []
      : await on
          .select()
          .from(rooms)
          .where(and(inArray(rooms.id, asked), isThere))
  return titlesOf(on, viewerId, found)
}

/**
 * What of their rooms somebody means: one of them, or those of these names,
 * each an id or a part of what it is called.
 */
export type RoomsMeant = { roomId: string | null; names: string[] }

/** The same, of the rooms somebody is in: all, or those they mean. */
export async function joinedTitles(on: Queries, viewerId: string, { roomId, names }: RoomsMeant) {
  const isMeant = (name: string) => or(eq(rooms.id, name), isCalled(on, viewerId, fold(name)))
  const found = await on
    .select({ room: rooms })
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
  return titlesOf(
    on,
    viewerId,
    found.map(({ room }) => room),
  )
}
