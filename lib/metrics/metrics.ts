import { collectDefaultMetrics, Registry } from 'prom-client'
import { countBackups } from '#lib/backups/gauges.ts'
import type { Product } from '#lib/build/product.ts'
import type { Db } from '#lib/db/open.ts'
import type { Env } from '#lib/env.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import type { Io } from '#lib/realtime/sockets.ts'
import { countDelivery } from './delivery.ts'
import { countDoors, type Doors } from './doors.ts'
import { gauge } from './gauge.ts'
import { countSockets } from './sockets.ts'
import { countStore, timeWrites } from './store.ts'
import { countWork } from './work.ts'

/** What one process counts for Prometheus, by names of the API and never by person, room or address. */
export type Metrics = Doors & {
  /** The same database, whose writes are timed. */
  timed: (db: Db) => Db
  /** From then on what is posted is counted. */
  hear: (facts: Subscribe) => void
  /** Everything as Prometheus reads it (text format 0.0.4), and its content type. */
  told: () => Promise<{ type: string; text: string }>
}

type Observed = { io: Io; db: Db; env: Env; product: Product; redis: (() => boolean) | null }

export function makeMetrics({ io, db, env, product, redis }: Observed): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const { version, build } = product
  gauge(register, 'rooms_build_info', 'What runs here; always 1', () => [[{ version, build }, 1]], [
    'version',
    'build',
  ])
  countSockets(register, io, build)
  countStore(register, db, { dataDir: env.DATA_DIR, redis })
  if (env.BACKUP_DIR !== '') countBackups(register, env.BACKUP_DIR, Date.now)
  countWork(register, db)
  return {
    ...countDoors(register),
    timed: timeWrites(register),
    hear: countDelivery(register, io),
    told: async () => ({ type: register.contentType, text: await register.metrics() }),
  }
}
