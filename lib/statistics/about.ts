import type { Product } from '#lib/build/product.ts'
import type { Context } from '#lib/context.ts'
import { bytesOfDatabase, versionOfDatabase } from '#lib/db/size.ts'
import { inOneLine } from '#lib/failure.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { isoTime } from '#lib/iso-time.ts'
import { countJobs, givenUp } from '#lib/jobs/queries.ts'
import type { About } from './schema.ts'

type Running = { product: Product; processes: () => number }
const most = 100

/** What runs here, and what of it needs a look. For administrators. */
export async function aboutThis(
  { db, env, now, viewer }: Context,
  { product, processes }: Running,
): Promise<About> {
  requireAdministrator(viewer)
  const { waiting, running } = await countJobs(db)
  const failed = await givenUp(db.read, most)
  return {
    ...product,
    node: process.version,
    startedAt: isoTime(Math.round(now() - process.uptime() * 1000)),
    database: {
      kind: db.dialect,
      version: await versionOfDatabase(db.read),
      bytes: await bytesOfDatabase(db.read, { url: env.DATABASE_URL, dataDir: env.DATA_DIR }),
    },
    processes: env.REDIS_URL === '' ? null : processes(),
    jobs: {
      waiting,
      running,
      failed: failed.map(({ id, kind, tries, dueAt, failure }) => ({
        ...{ id, kind, tries, gaveUpAt: isoTime(dueAt), why: inOneLine(failure) },
      })),
    },
  }
}
