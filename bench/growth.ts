/*
 * What grows with what? The same questions where there is little and where there is much: CPU seconds of
 * Rooms for a thousand of them, asked by sixteen people at once.
 *   node bench/growth.ts [part of a name …] [--rounds 3]
 */
import { posting, reading, roomPath, searchPath } from './rows/asking.ts'
import type { Row } from './rows/row.ts'
import { stayOnFirstCore } from './run/program.ts'
import { startSide } from './run/sides.ts'
import { madeData } from './scene/made.ts'
import { hall, largeRoom, longRoom, readers, rooms, smallRooms } from './scene/plan.ts'
import { asked } from './show/asked.ts'
import { median, short } from './show/figures.ts'
import { table } from './show/table.ts'

/** Talkers of the first small rooms: each is in a small room, the large one and the hall. */
const few = readers.map((_, n) => n + 1)

const newest = (room: number | undefined, what: string) =>
  reading({ what, path: () => `${roomPath(room)}?limit=50`, items: 50 })
const list = (people: readonly number[], items: number) =>
  reading({
    what: `list of ${items} rooms`,
    people,
    items,
    path: () => '/api/v1/rooms?limit=100',
    allPages: true,
  })
const search = (people: readonly number[], count: number) =>
  reading({ what: `search by somebody in ${count} rooms`, people, path: searchPath })
const post = (room: number, what: string) => posting(`post to ${what} members`, few, () => room)

const { rows, rounds } = asked<Row>({
  'history-short': newest(smallRooms[0]?.id, 'newest 50 of 1,000'),
  'history-long': newest(longRoom.id, 'newest 50 of 10,000'),
  'list-short': list(few, 3),
  'list-long': list(readers, rooms),
  'search-few': search(few, 3),
  'search-many': search(readers, rooms),
  'post-large': post(largeRoom.id, '216'),
  'post-hall': post(hall.id, '1,016'),
})
const data = await madeData()
stayOnFirstCore()

const seen = rows.map(() => [] as number[])
for (let round = 0; round < rounds; round++)
  for (const [at, [, row]] of rows.entries()) {
    const side = await startSide('rooms', data)
    seen[at]?.push(await row.measure(side))
    await side.stop()
  }
const lines = rows.map(([name, { what, unit }], at) => [
  `${what} (${name})`,
  unit,
  short(median(seen[at] ?? [])),
])
console.log(table(['', 'in', 'Rooms'], lines))
