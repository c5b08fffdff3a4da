/*
 * What does Rooms cost beside the least that can be called a chat (bench/stand-in)? Both have the same data
 * and meet the same load, in turns, on one core; what counts are the CPU seconds of the process, all threads
 * of it.
 *   npm run bench -- [part of a row's name …] [--rounds 3]
 */
import { setTimeout as pause } from 'node:timers/promises'
import { askingRows } from './rows/asking.ts'
import type { Row } from './rows/row.ts'
import { socketRows } from './rows/sockets.ts'
import { stayOnFirstCore } from './run/program.ts'
import { sideNames, startSide } from './run/sides.ts'
import { madeData } from './scene/made.ts'
import { asked } from './show/asked.ts'
import { median, short } from './show/figures.ts'
import { table } from './show/table.ts'

const memory: Row = {
  what: 'memory after 20 s',
  unit: 'MB',
  measure: async (side) => {
    await pause(20_000 - side.readyMs)
    return (await side.tell()).memory / 1e6
  },
}
const start: Row = {
  what: 'from the process to /readyz',
  unit: 'CPU s',
  measure: async (side) => (await side.tell()).cpu,
}

const { rows, rounds } = asked<Row>({ start, memory, ...socketRows, ...askingRows })
const data = await madeData()
stayOnFirstCore()

const seen = rows.map(() => ({ rooms: [] as number[], 'stand-in': [] as number[] }))
for (let round = 0; round < rounds; round++)
  for (const [at, [key, row]] of rows.entries())
    for (const name of sideNames) {
      // A process of its own for each: what a row leaves behind must not be the next one's.
      const side = await startSide(name, data)
      const figure = await row.measure(side)
      await side.stop()
      process.stderr.write(`${name} ${key} ${short(figure)}\n`)
      seen[at]?.[name].push(figure)
    }

const lines = rows.map(([key, { what, unit }], at) => {
  const [ours, theirs] = sideNames.map((name) => median(seen[at]?.[name] ?? [])) as [number, number]
  return [`${what} (${key})`, unit, short(ours), short(theirs), (ours / theirs).toFixed(2)]
})
console.log(table(['', 'in', 'Rooms', 'stand-in', 'ratio'], lines))
