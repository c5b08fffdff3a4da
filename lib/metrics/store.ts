import { statfs } from 'node:fs/promises'
import { Histogram, type Registry } from 'prom-client'
import type { Db } from '#lib/db/open.ts'
import { gauge, seconds } from './gauge.ts'

type Store = { dataDir: string; redis: (() => boolean) | null }

/** What everything is kept in: the database, the disk, and the Redis between processes. */
export function countStore(register: Registry, db: Db, { dataDir, redis }: Store): void {
  gauge(register, 'rooms_database_up', 'Whether the database answers and takes writes', async () =>
    (await db.health()) === 'ready' ? 1 : 0,
  )
  gauge(
    register,
    'rooms_database_answer_seconds',
    'How long the database takes to say how it is',
    async () => {
      const asked = performance.now()
      return (await db.health()) === 'away' ? [] : (performance.now() - asked) / 1_000
    },
  )
  if (redis)
    gauge(register, 'rooms_redis_up', 'Whether this process hears of the others', () => (redis() ? 1 : 0))
  const disk = () => statfs(dataDir)
  gauge(register, 'rooms_disk_free_bytes', 'What the disk of DATA_DIR still takes', async () => {
    const { bavail, bsize } = await disk()
    return bavail * bsize
  })
  gauge(register, 'rooms_disk_size_bytes', 'How large the disk of DATA_DIR is', async () => {
    const { blocks, bsize } = await disk()
    return blocks * bsize
  })
}

/** Gives the same database, whose writes are timed from when they are asked for until they are committed. */
export function timeWrites(register: Registry): (db: Db) => Db {
  const writes = new Histogram({
    name: 'rooms_database_write_seconds',
    help: 'Writes, from when they are asked for until they are committed or undone',
    buckets: seconds,
    registers: [register],
  })
  return (db) => ({
    ...db,
    write: async (body, lane) => {
      const asked = performance.now()
      try {
        return await db.write(body, lane)
      } finally {
        writes.observe((performance.now() - asked) / 1_000)
      }
    },
  })
}
