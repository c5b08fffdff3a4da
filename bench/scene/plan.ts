import { numbersFrom, someWords } from './words.ts'

/*
 * Who and what there is, the same on both sides; ids are these numbers. A thousand people talk: 200 of them
 * in a large room, and each in one of a hundred rooms of ten. All of them are in the hall. Sixteen more are
 * in all 200 rooms, and only read.
 */
const talkers = 1_000
export const readers = Array.from({ length: 16 }, (_, n) => talkers + 1 + n)
export const people = talkers + readers.length
export const rooms = 200
export const longRoom = { id: 1, messages: 10_000 }
export const largeRoom = { id: 2, members: 200 }
export const smallRooms = Array.from({ length: 100 }, (_, n) => ({ id: 3 + n, firstMember: n * 10 + 1 }))
export const inSmallRoom = 10
export const hall = { id: 103, members: talkers }
const messages = 200_000

export const nameOf = (person: number) => `Person ${person}`
export const roomName = (room: number) => `Room ${room}`
/** How somebody is known: a session of Rooms, a token of the stand-in. */
export const sessionOf = (person: number) => `session-of-${person}`
export const tokenOf = (person: number) => `token-of-${person}`
export const startedAt = Date.UTC(2026, 0, 1)

function membersOf(room: number): number[] {
  const small = smallRooms.find(({ id }) => id === room)
  const whole = [largeRoom, hall].find(({ id }) => id === room)
  const [first, count] = small ? [small.firstMember, inSmallRoom] : [1, whole?.members ?? 0]
  return [...Array.from({ length: count }, (_, n) => first + n), ...readers]
}

/** Who and what there is. Ids of people and rooms count from 1. */
export type Plan = {
  people: number
  rooms: number
  membersOf: (room: number) => number[]
  /** All messages, in the order of their time. */
  history: () => Iterable<Written>
}
export type Written = { id: number; room: number; seq: number; author: number; content: string; at: number }

/** All messages, in the order of their time. */
export function* history(): Generator<Written> {
  const random = numbersFrom(42)
  const heads = new Map<number, number>()
  const members = new Map(Array.from({ length: rooms }, (_, n) => [n + 1, membersOf(n + 1)]))
  for (let id = 1; id <= messages; id++) {
    const isLong = id % (messages / longRoom.messages) === 0
    const room = isLong ? longRoom.id : 2 + Math.floor(random() * (rooms - 1))
    const seq = (heads.get(room) ?? 0) + 1
    heads.set(room, seq)
    const authors = members.get(room) ?? readers
    const author = authors[Math.floor(random() * authors.length)] ?? talkers
    yield { id, room, seq, author, content: someWords(random).join(' '), at: startedAt + id * 60_000 }
  }
}

export const usual: Plan = { people, rooms, membersOf, history }
