import type { Buffer } from 'node:buffer'
import { type Client, openClient } from '../load/ask.ts'
import { type Line, openLine } from '../load/line.ts'
import type { RoomsSide } from '../run/sides.ts'
import { roomOf } from './plan.ts'

export type Person = { line: Line; room: number; token: string; cookie: string }
/** People who have a room open, each over a line of their own. */
export type Crowd = {
  people: readonly Person[]
  client: Client
  /** Connects more, up to this number; each opens their room. */
  grow: (count: number) => Promise<void>
  /** `hear` gets the number that a message begins with, for each person it reached. */
  onHeard: (hear: (post: number) => void) => void
  close: () => void
}

/** So many come at once. */
const hands = 100

export function gather(side: RoomsSide): Crowd {
  const people: Person[] = []
  const client = openClient(side.port)
  let hear: (post: number) => void = () => undefined
  const connect = async (person: number) => {
    const [token, cookie] = await Promise.all([side.token(person), side.cookie(person)])
    const line = await openLine(side.port, token, (bytes, from, to) => hear(numberIn(bytes, from, to)))
    const room = roomOf(person)
    people.push({ line, room, token, cookie })
    await line.watch(room)
  }
  return {
    people,
    client,
    grow: async (count) => {
      let next = people.length
      const some = async () => {
        while (next < count) await connect(++next)
      }
      await Promise.all(Array.from({ length: hands }, some))
    },
    onHeard: (heard) => {
      hear = heard
    },
    close: () => {
      for (const { line } of people) line.close()
      client.close()
    },
  }
}

const before = '"content":"'
/** The number that the message in this frame begins with; NaN where it begins with none. */
function numberIn(bytes: Buffer, from: number, to: number): number {
  const at = bytes.indexOf(before, from, 'latin1')
  if (at < 0 || at > to) return Number.NaN
  return Number.parseInt(bytes.toString('latin1', at + before.length, at + before.length + 12), 10)
}
