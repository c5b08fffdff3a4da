import { memberships as membershipsTable, rooms as roomsTable } from '#lib/db/schema.ts'
import { shown } from '#lib/db/shown.ts'

/** Who is what in which room, as statements of other domains may join it. */
export const memberships = shown(membershipsTable, 'roomId', 'userId', 'role')

/** Rooms, by what they are called, and how far they are. */
export const rooms = shown(roomsTable, 'id', 'name', 'type', 'visibility', 'directKey', 'lastSeq')

/** What `titlesOf` makes a title of, for any statement that has `rooms` in it. */
export const titleColumns = {
  id: rooms.id,
  name: rooms.name,
  type: rooms.type,
  visibility: rooms.visibility,
  directKey: rooms.directKey,
}
