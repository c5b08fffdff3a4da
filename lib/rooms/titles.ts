import type { Queries } from '#lib/db/open.ts'
import { companionsIn } from './companions.ts'
import type { RoomRow } from './membership.ts'
import type { RoomTitle } from './schema.ts'

/** How rooms are called in front of the viewer, by their ids. Asks for no rights: for rooms that were found as the viewer's. */
export async function titlesOf(
  on: Queries,
  viewerId: string,
  rooms: RoomRow[],
): Promise<Map<string, RoomTitle>> {
  const companions = await companionsIn(on, viewerId, rooms)
  return new Map(
    rooms.map((room) => {
      const people = companions(room)
      const { id, name, type, visibility } = room
      return [id, { id, name, type, visibility, ...(people && { people }) }]
    }),
  )
}
