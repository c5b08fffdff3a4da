import type { Person } from '#lib/accounts/schema.ts'
import type { RoomName } from '../name.ts'
import type { Room } from '../schema.ts'
import { fitOf } from './fuzzy-match.ts'
import { asking } from './unread.ts'

export type Destination =
  | { id: string; name: string; room: Room; person?: never }
  | { id: string; name: string; person: Person; room?: never }

const shown = 20

type Known = {
  rooms: readonly Room[]
  people: readonly Person[]
  /** Ids of rooms, the last one opened first. */
  visited: readonly string[]
  /** Where the viewer is now: no place to go to, unless it is asked for. */
  here: string | null
  roomName: RoomName
}

/**
 * Where somebody may want to go: what fits the typed words best; otherwise what is unread,
 * mentions in front, then where they were last, then where something happened last. A person with
 * a direct room of their own is that room.
 */
export const destinations = (typed: string, known: Known): Destination[] => {
  const { rooms, people, visited, here, roomName } = known
  const inUse = rooms.filter((room) => room.isActive && (typed !== '' || room.id !== here))
  const withRoom = new Set(rooms.flatMap((room) => (room.people?.length === 1 ? [room.people[0]?.id] : [])))
  const all: Destination[] = [
    ...inUse.map((room) => ({ id: room.id, name: roomName(room), room })),
    ...people
      .filter(({ id }) => !withRoom.has(id))
      .map((person) => ({ id: person.id, name: person.name, person })),
  ]
  return all
    .map((one) => ({ one, fit: fitOf(typed, one.name), rank: rankOf(one, visited) }))
    .filter(({ fit }) => fit !== null)
    .sort((a, b) => (a.fit ?? 0) - (b.fit ?? 0) || compare(a.rank, b.rank))
    .slice(0, shown)
    .map(({ one }) => one)
}

/** Compared part by part, the smaller first. */
const rankOf = ({ room }: Destination, visited: readonly string[]): number[] => {
  if (!room) return [3, 0, 0]
  const at = visited.indexOf(room.id)
  const urgency = asking(room) === 0 ? 2 : room.mentionCount > 0 ? 0 : 1
  return [urgency, at < 0 ? visited.length : at, -Date.parse(room.lastMessageAt ?? room.createdAt)]
}

const compare = (a: number[], b: number[]): number => {
  const at = a.findIndex((part, index) => part !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
