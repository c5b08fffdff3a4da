import type { RoomName } from '../name.ts'
import type { Room } from '../schema.ts'

export const orders = ['name', 'activity'] as const
export type Order = (typeof orders)[number]

/** Belongs to this browser; a cookie, so that the first paint is already in this order. */
export const orderCookie = 'rooms-order'
export const orderOf = (given: string | undefined): Order => orders.find((one) => one === given) ?? 'name'

const { compare } = new Intl.Collator()
/** RFC 3339 in UTC: as text they are in order. */
const compareTimes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The rooms in use, those first in which something was said last. */
export const byActivity = (rooms: readonly Room[]): Room[] =>
  rooms.filter((room) => room.isActive).sort((a, b) => compareTimes(lastActive(b), lastActive(a)))

/** When something was said in a room, or it was made. */
export const lastActive = (room: Room) => room.lastMessageAt ?? room.createdAt

type Section = { kind: 'favourites' | 'rooms' | 'people'; rooms: Room[] }

/**
 * The rooms in use as the sidebar shows them: favourites first, then rooms, then people. No section is empty.
 */
export const inSections = (rooms: readonly Room[], order: Order, roomName: RoomName): Section[] => {
  // A name may be a list of people, and is compared many times.
  const names = new Map(rooms.map((room) => [room, roomName(room)]))
  const byName = (a: Room, b: Room) => compare(names.get(a) ?? '', names.get(b) ?? '')
  const newest = (a: Room, b: Room) => compareTimes(lastActive(b), lastActive(a)) || byName(a, b)
  const inUse = rooms.filter((room) => room.isActive).sort(order === 'name' ? byName : newest)
  const isDirect = (room: Room) => room.visibility === 'direct'
  const sections: Section[] = [
    { kind: 'favourites', rooms: inUse.filter((room) => room.favourite) },
    { kind: 'rooms', rooms: inUse.filter((room) => !room.favourite && !isDirect(room)) },
    { kind: 'people', rooms: inUse.filter((room) => !room.favourite && isDirect(room)) },
  ]
  return sections.filter((section) => section.rooms.length > 0)
}
