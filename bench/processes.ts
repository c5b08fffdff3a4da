/*
 * What do two processes carry that share PostgreSQL and Redis, beside one of the same kind? A hundred rooms
 * of ten, the people of each room spread over the processes as a balancer would. Processes, databases and
 * whoever listens share this machine; so what counts is what each process could carry with a core of its own:
 * deliveries for each CPU second of the busiest, at a pace that leaves the machine air. Two are meant to
 * carry 1.6 times what one does.
 *   node bench/processes.ts [--rounds 3]
 */
import { createDatabase, startPostgres } from '../scripts/tools/postgres.ts'
import { temporaryFolder } from '../scripts/tools/program.ts'
import { startRedis } from '../scripts/tools/redis.ts'
import { fanOut } from './load/fan-out.ts'
import { smallRoomsOpen } from './rows/sockets.ts'
import { startRooms } from './run/sides.ts'
import { asked } from './show/asked.ts'
import { median, short } from './show/figures.ts'
import { table } from './show/table.ts'

const { rows, rounds } = asked({ 'one process': 1, 'two processes': 2 })
const air = { perSecond: 300 }
const all = { underWay: 64 }

const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
const settings = {
  DATABASE_URL: await createDatabase(postgres.url),
  REDIS_URL: redis.url,
  DATA_DIR: temporaryFolder('bench'),
}
// Which database a process speaks is decided when the tables are first imported.
process.env.DATABASE_URL = settings.DATABASE_URL
const { fillRooms } = await import('./scene/fill-rooms.ts')
const store = { url: settings.DATABASE_URL, dataDir: settings.DATA_DIR, synchronous: 'NORMAL' as const }
await fillRooms(store, { withHistory: false })

const seen = rows.map(() => ({ carried: [] as number[], cost: [] as number[], rate: [] as number[] }))
for (let round = 0; round < rounds; round++)
  for (const [at, [, count]] of rows.entries()) {
    const servers = await Promise.all(Array.from({ length: count }, (_, core) => startRooms(settings, core)))
    const most = await fanOut(servers, smallRoomsOpen, all)
    const { cpu, done } = await fanOut(servers, smallRoomsOpen, air)
    seen[at]?.carried.push(done / Math.max(...cpu))
    seen[at]?.cost.push((cpu.reduce((sum, one) => sum + one, 0) / done) * 10_000)
    seen[at]?.rate.push(most.done / most.seconds)
    await Promise.all(servers.map(({ stop }) => stop()))
  }
await Promise.all([postgres.stop(), redis.stop()])

const carriedBy = (at: number) => median(seen[at]?.carried ?? [])
const lines = rows.map(([name], at) => [
  name,
  short(carriedBy(at)),
  (carriedBy(at) / carriedBy(0)).toFixed(2),
  short(median(seen[at]?.cost ?? [])),
  short(median(seen[at]?.rate ?? [])),
])
const head = [
  '',
  'deliveries/s, a core for each',
  'ratio',
  'CPU s per 10,000',
  'deliveries/s, all that goes here',
]
console.log(table(head, lines))
process.exit()
