import { setTimeout as pause } from 'node:timers/promises'
import { costOf } from '../load/cost.ts'
import { type Audience, fanOut, type Pace } from '../load/fan-out.ts'
import { type Line, openLine } from '../load/line.ts'
import { loop } from '../load/loop.ts'
import type { Side } from '../run/sides.ts'
import { inSmallRoom, largeRoom, smallRooms } from '../scene/plan.ts'
import type { Row } from './row.ts'

async function enter(side: Side, person: number, room: number): Promise<Line> {
  const line = await openLine(side.port, await side.token(person))
  await line.watch(room)
  return line
}

/** Everybody of all small rooms at once, as after a restart. */
const joins: Row = {
  what: '1,000 people connect and join at once',
  unit: 'CPU s',
  measure: async (side) => {
    const before = (await side.tell()).cpu
    const lines = await Promise.all(
      smallRooms.flatMap(({ id, firstMember }) =>
        Array.from({ length: inSmallRoom }, (_, at) => enter(side, firstMember + at, id)),
      ),
    )
    const spent = (await side.tell()).cpu - before
    for (const line of lines) line.close()
    return spent
  },
}

/** Sixteen people, each alone in a room, one message after the other. */
const post: Row = {
  what: 'post over the socket',
  unit: 'CPU s per 1,000',
  measure: async (side) => {
    const alone = smallRooms.slice(0, 16)
    const lines = await Promise.all(alone.map(({ id, firstMember }) => enter(side, firstMember, id)))
    const posts = loop(lines.map((line, at) => () => line.post(alone[at]?.id ?? 0)))
    const { cpu, done } = await costOf([side], posts.done)
    await posts.stop()
    for (const line of lines) line.close()
    return ((cpu[0] ?? 0) / done) * 1_000
  },
}

/** What each of 4,000 more connections adds to a process that has 1,000, four seconds after the last. */
const connections: Row = {
  what: 'memory of a connection',
  unit: 'kB',
  measure: async (side) => {
    const lines: Line[] = []
    const memoryWith = async (count: number) => {
      while (lines.length < count)
        lines.push(
          ...(await Promise.all(
            smallRooms.map(({ id, firstMember }, at) =>
              enter(side, firstMember + ((lines.length / 100 + at) % inSmallRoom), id),
            ),
          )),
        )
      await pause(4_000)
      return (await side.tell()).memory
    }
    const before = await memoryWith(1_000)
    const after = await memoryWith(5_000)
    for (const line of lines) line.close()
    return (after - before) / 4_000 / 1_000
  },
}

const deliveries = (what: string, ...load: [Audience, Pace]): Row => ({
  what,
  unit: 'CPU s per 10,000',
  measure: async (side) => {
    const { cpu, done } = await fanOut([side], ...load)
    return ((cpu[0] ?? 0) / done) * 10_000
  },
})

export const smallRoomsOpen = { rooms: smallRooms, members: inSmallRoom }

export const socketRows = {
  joins,
  connections,
  'post-socket': post,
  'room-of-200': deliveries(
    'deliveries in one room of 200',
    { rooms: [{ id: largeRoom.id, firstMember: 1 }], members: largeRoom.members },
    { underWay: 10 },
  ),
  'rooms-of-10': deliveries('deliveries in 100 rooms of 10', smallRoomsOpen, { underWay: 128 }),
}
