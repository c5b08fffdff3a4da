import { afterAll } from 'vitest'
import { createDatabase, startPostgres } from '../scripts/tools/postgres.ts'
import { temporaryFolder } from '../scripts/tools/program.ts'
import { startRedis } from '../scripts/tools/redis.ts'
import { startServer } from './server.ts'

/** Two processes of one instance, with PostgreSQL and Redis; all of it ends with the file of tests. */
export async function startPair(more: Record<string, string> = {}) {
  const postgres = await startPostgres()
  const redis = await startRedis()
  const settings = {
    DATABASE_URL: await createDatabase(postgres.url),
    REDIS_URL: redis.url,
    DATA_DIR: temporaryFolder('pair'),
    ...more,
  }
  const [east, west] = await Promise.all([startServer(settings), startServer(settings)])
  afterAll(async () => {
    await Promise.all([east.stop(), west.stop()])
    await Promise.all([postgres.stop(), redis.stop()])
  })
  return { east, west, postgres, redis, settings }
}
