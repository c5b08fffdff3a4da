import { availableParallelism, totalmem } from 'node:os'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { type RoomsSide, startRooms } from '../run/sides.ts'
import { type Crowd, gather } from './crowd.ts'
import { busyHour, postsAlone, type Rates } from './deeds.ts'
import { lookAtDisk } from './disk.ts'
import { upload } from './files.ts'
import type { Found } from './found.ts'
import { load } from './load.ts'
import { inRoom, planOf } from './plan.ts'
import { isPostgres, makeScratch, type Settings } from './scratch.ts'
import { stepUp } from './step-up.ts'

/** Where it begins; what is far too much for a machine is left by itself. */
const first = { people: 4_000, posts: 100 }
const mostRooms = 100

/**
 * Measures a server of its own, on data made for it, in about so many seconds. `tell` hears what is being
 * done. Leaves nothing behind, and reaches nothing that belongs to an installation.
 */
export async function measure(
  settings: Settings,
  seconds: number,
  tell: (words: string) => void,
): Promise<Found> {
  const mostOpenFiles = openFiles()
  // Of each line this process holds one end, and the server the other.
  const rooms = Math.max(
    2,
    Math.min(mostRooms, Math.floor(seconds), Math.floor((mostOpenFiles - 512) / inRoom)),
  )
  const freeMemoryBytes = process.availableMemory()
  const scratch = await makeScratch(settings)
  keepOnlyWhatIsOurs(scratch.databaseUrl)
  try {
    const { dataDir, databaseUrl: url } = scratch
    tell('the disk')
    const disk = lookAtDisk(dataDir)
    tell(`data of ${rooms * inRoom} people`)
    // Which database this process speaks is decided as the tables are first imported.
    const { fillRooms } = await import('../scene/fill-rooms.ts')
    const { SQLITE_SYNCHRONOUS: synchronous } = settings
    const hear = () => undefined
    await fillRooms({ url, dataDir, synchronous }, { withHistory: true, plan: planOf(rooms), hear })
    const start = () =>
      startRooms(
        {
          ...lifted,
          DATABASE_URL: url,
          DATA_DIR: dataDir,
          SQLITE_SYNCHRONOUS: synchronous,
          BENCH_LAG: 'yes',
        },
        'any',
        true,
      )

    const side = await start()
    const crowd = gather(side)
    tell(`${rooms * inRoom} people connecting`)
    const memory = await memoryOf(side, crowd, rooms * inRoom, seconds)
    const until = (part: number) => {
      const end = performance.now() + seconds * part * 1_000
      return () => performance.now() > end
    }
    const trying = (what: string, rates: (amount: number) => Rates) => (amount: number) => {
      tell(what.replace('#', `${Math.round(amount)}`))
      return load(side, crowd, rates(amount), Math.min(4_500, seconds * 45))
    }
    const posts = await stepUp(first.posts, trying('# posts a second', postsAlone), until(0.25))
    // Whatever is drawn for the first time takes longer.
    await load(side, crowd, busyHour(first.people), Math.min(4_500, seconds * 45))
    const people = await stepUp(first.people, trying('what # people do', busyHour), until(0.35))
    tell('files')
    const uploadsPerSecond = await upload(side, crowd, Math.min(3_000, seconds * 30))
    crowd.close()
    await side.stop()

    tell('a restart')
    const after = await start()
    const back = gather(after)
    const began = performance.now()
    await back.grow(rooms * inRoom)
    const backPerSecond = (rooms * inRoom) / ((performance.now() - began) / 1_000)
    back.close()
    await after.stop()
    return {
      cores: availableParallelism(),
      memoryBytes: Math.min(totalmem(), process.constrainedMemory() || totalmem()),
      freeMemoryBytes,
      mostOpenFiles,
      database: isPostgres(url) ? 'PostgreSQL' : 'SQLite',
      connected: rooms * inRoom,
      ...memory,
      people,
      posts,
      uploadsPerSecond,
      readyMs: after.readyMs,
      backPerSecond,
      folder: dataDir,
      onSameDisk: scratch.onSameDisk,
      disk,
    }
  } finally {
    await scratch.remove()
  }
}

/** Nobody is kept from asking as much as the server carries. */
const lifted = Object.fromEntries(
  ['PAGES_PER_10S_PER_ADDRESS', 'UPLOADS_PER_MIN', 'UNSENT_BYTES'].map((name) => [
    `LIMIT_${name}`,
    '1000000000000',
  ]),
)

/**
 * The server must know nothing of mail, bucket, Redis or backups of the installation whose settings these
 * are: so it is given none of them.
 */
function keepOnlyWhatIsOurs(databaseUrl: string) {
  const kept = /^(PATH|HOME|TMPDIR|TZ|LANG|LC_\w+|NODE_\w+|PG\w+|LD_LIBRARY_PATH)$/
  for (const name of Object.keys(process.env)) if (!kept.test(name)) delete process.env[name]
  process.env.DATABASE_URL = databaseUrl
}

/** The first of them warm the server up, and are not counted. */
async function memoryOf(side: RoomsSide, crowd: Crowd, people: number, seconds: number) {
  const settled = async (count: number) => {
    await crowd.grow(count)
    await pause(Math.min(3_000, seconds * 30))
    return (await side.tell()).memory
  }
  const few = Math.ceil(people / 4)
  const serverBytes = await settled(few)
  const all = await settled(people)
  return { serverBytes, bytesPerPerson: Math.max(1_000, (all - serverBytes) / (people - few)) }
}

/** Node raises what it may have open as far as the system lets it. */
function openFiles(): number {
  const report = process.report.getReport() as { userLimits?: { open_files?: { hard?: number | string } } }
  const most = Number(report.userLimits?.open_files?.hard)
  return Number.isFinite(most) ? most : Number.POSITIVE_INFINITY
}
