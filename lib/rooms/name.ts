import type { Room } from './schema.ts'

/** What a room is called: a direct one, which has no name of its own, by the other people in it. */
export const roomName = (room: Pick<Room, 'name' | 'people'>): string =>
  room.name || room.people?.map((person) => person.name).join(', ') || 'Direct room'
