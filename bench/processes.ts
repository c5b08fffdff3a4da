/*
 * What do two processes carry that share PostgreSQL and Redis, beside one of the same kind? A hundred rooms
 * of ten, the people of each room spread over the processes as a balancer would. Processes, databases and
 * whoever listens share this machine; so what counts is what each process could carry with a core of its own:
 * deliveries for each CPU second of the busiest. Two are meant to carry at least 1.6 times what one does.
 * With all that goes, figures say something where each process, the databases and the load have a core of
 * their own. And the echo: what a message costs a process on which nobody hears it.
 *   node bench/processes.ts [--rounds 3]
 */
import { createDatabase, startPostgres } from '../scripts/tools/postgres.ts'
import { temporaryFolder } from '../scripts/tools/program.ts'
import { startRedis } from '../scripts/tools/redis.ts'
import { fanOut } from './load/fan-out.ts'
import { smallRoomsOpen } from './rows/sockets.ts'
import { asked } from './show/asked.ts'
import { median, short } from './show/figures.ts'
import { table } from './show/table.ts'

const { rows, rounds } = asked({ 'one process': 1, 'two processes': 2 })
/** For so many processes: each has the same to do, however many there are. */
const paces = {
  '250 messages/s each': (count: number) => ({ perSecond: 250 * count }),
  'all that goes': (count: number) => ({ underWay: 64 * count }),
}

const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
const settings = {
  DATABASE_URL: await createDatabase(postgres.url),
  REDIS_URL: redis.url,
  DATA_DIR: temporaryFolder('bench'),
}
// Which database a process speaks is decided when the tables are first imported: what signs people in does.
process.env.DATABASE_URL = settings.DATABASE_URL
const { fillRooms } = await import('./scene/fill-rooms.ts')
const { startRooms } = await import('./run/sides.ts')
const store = { url: settings.DATABASE_URL, dataDir: settings.DATA_DIR, synchronous: 'NORMAL' as const }
await fillRooms(store, { withHistory: false })

type Seen = { carried: number[]; cost: number[]; rate: number[] }
const nothing = (): Seen => ({ carried: [], cost: [], rate: [] })
const seen = Object.keys(paces).map(() => rows.map(nothing))
const echo: number[] = []
for (let round = 0; round < rounds; round++)
  for (const [row, [, count]] of rows.entries()) {
    const servers = await Promise.all(Array.from({ length: count }, (_, core) => startRooms(settings, core)))
    await fanOut(servers, smallRoomsOpen, paces['all that goes'](count))
    const [here, elsewhere] = servers
    if (here && elsewhere) {
      const { cpu, done } = await fanOut([here], smallRoomsOpen, { perSecond: 500 }, [elsewhere])
      echo.push(((cpu[0] ?? 0) / (done / smallRoomsOpen.members)) * 1_000)
    }
    for (const [at, pace] of Object.values(paces).entries()) {
      const { cpu, done, seconds } = await fanOut(servers, smallRoomsOpen, pace(count))
      const of = seen[at]?.[row] ?? nothing()
      of.carried.push(done / Math.max(...cpu))
      of.cost.push((cpu.reduce((sum, one) => sum + one, 0) / done) * 10_000)
      of.rate.push(done / seconds)
    }
    await Promise.all(servers.map(({ stop }) => stop()))
  }
await Promise.all([postgres.stop(), redis.stop()])

const lines = Object.keys(paces).flatMap((pace, at) =>
  rows.map(([name], row) => {
    const { carried, cost, rate } = seen[at]?.[row] ?? nothing()
    const ratio = median(carried) / median(seen[at]?.[0]?.carried ?? [])
    return [
      `${name}, ${pace}`,
      short(median(carried)),
      ratio.toFixed(2),
      short(median(cost)),
      short(median(rate)),
    ]
  }),
)
const head = ['', 'deliveries/s, a core for each', 'ratio', 'CPU s per 10,000', 'deliveries/s here']
console.log(table(head, lines))
console.log(`The echo of a message: ${short(median(echo))} ms`)
process.exit()
