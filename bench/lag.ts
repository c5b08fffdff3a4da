/*
 * How late is the main thread, on which everybody's messages are, while somebody searches, exports a long
 * room or makes a backup? Ten people talk meanwhile. The goal: 99 of 100 looks at the clock are less than 20
 * ms late.
 *   node bench/lag.ts [part of a name …] [--rounds 3]
 */
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { start, temporaryFolder } from '../scripts/tools/program.ts'
import { openClient } from './load/ask.ts'
import { openLine } from './load/line.ts'
import { loop } from './load/loop.ts'
import { searchPath } from './rows/asking.ts'
import { copyOf, type Side, startRooms } from './run/sides.ts'
import { madeData } from './scene/made.ts'
import { longRoom, readers, smallRooms } from './scene/plan.ts'
import { asked } from './show/asked.ts'
import { median, short } from './show/figures.ts'
import { table } from './show/table.ts'

type Work = (side: Side) => Promise<((n: number) => Promise<unknown>)[]>

const measuredMs = 8_000
const talkers = 10
const talkEveryMs = 100

/** Asked by all sixteen who read, or some of them. */
const asking =
  (people: number, path: (who: number, n: number) => string): Work =>
  async ({ port, token }) => {
    const client = openClient(port)
    const tokens = await Promise.all(readers.slice(0, people).map(token))
    return tokens.map((token, who) => (n) => client.ask({ path: path(who, n), token }))
  }
const backup: Work = async ({ dataDir }) => {
  const folder = temporaryFolder('backups')
  return [
    async (n) => {
      const env = { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir }
      const child = start(process.execPath, ['scripts/command.ts', 'backup', join(folder, `${n}`)], { env })
      const [code] = await once(child, 'exit')
      if (code !== 0) throw new Error(`The backup ended with ${code}`)
    },
  ]
}
const exportOf = (format: string) => () => `/api/v1/rooms/${longRoom.id}/export?format=${format}`

const { rows, rounds } = asked<Work>({
  'talk alone': async () => [],
  'one who searches': asking(1, searchPath),
  'sixteen who search': asking(readers.length, searchPath),
  'export as JSON': asking(1, exportOf('json')),
  'export as HTML': asking(1, exportOf('html')),
  backup,
})

const side = await startRooms({ DATA_DIR: copyOf(`${await madeData()}/rooms`), BENCH_LAG: 'yes' }, 'any')
const talk = await Promise.all(
  smallRooms.slice(0, talkers).map(async ({ id, firstMember }) => {
    const line = await openLine(side.port, await side.token(firstMember))
    await line.watch(id)
    return () => Promise.all([line.post(id), pause(talkEveryMs)])
  }),
)
const talking = loop(talk)
await pause(3_000)

const seen = rows.map(() => ({ p50: [] as number[], p99: [] as number[], most: [] as number[], done: 0 }))
for (let round = 0; round < rounds; round++)
  for (const [at, [, work]] of rows.entries()) {
    const under = loop(await work(side))
    await pause(1_000)
    await side.tell()
    await pause(measuredMs)
    const { lag } = await side.tell()
    await under.stop()
    const figures = seen[at]
    if (!figures) continue
    for (const part of ['p50', 'p99', 'most'] as const) figures[part].push(lag[part])
    figures.done += under.done()
    await pause(1_000)
  }
await talking.stop()
await side.stop()

const lines = rows.map(([name], at) => {
  const { p50 = [], p99 = [], most = [], done = 0 } = seen[at] ?? {}
  return [name, `${done}`, short(median(p50)), short(median(p99)), short(median(most))]
})
console.log(table(['lag of the main thread, ms', 'done', 'p50', 'p99', 'most'], lines))
process.exit()
