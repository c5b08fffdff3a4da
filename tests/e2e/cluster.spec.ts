import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { startRedis } from '../../scripts/tools/redis.ts'
import { expectMedia, joinCall, tiles } from '../calls.ts'
import { createRoom } from '../client.ts'
import { expect, message, say, test } from '../fixtures.ts'
import { startServer } from '../server.ts'

test('people at two processes of one instance talk and call each other', async ({ signUp }) => {
  test.setTimeout(120_000)
  const [postgres, redis] = [await startPostgres(), await startRedis()]
  const settings = {
    DATABASE_URL: await createDatabase(postgres.url),
    REDIS_URL: redis.url,
    DATA_DIR: temporaryFolder('cluster'),
  }
  const [east, west] = await Promise.all([startServer(settings), startServer(settings)])
  try {
    const [ana, bob] = [await signUp('Ana', east.url), await signUp('Bob', west.url)]
    const room = await createRoom(ana.program, [bob.program], { name: 'Bridge', type: 'video' })
    for (const { page } of [ana, bob]) await page.goto(`/rooms/${room.id}`)
    await say(ana.page, 'Hello west')
    await expect(message(bob.page, 'Hello west')).toBeVisible()
    await say(bob.page, 'Hello east')
    await expect(message(ana.page, 'Hello east')).toBeVisible()

    for (const person of [ana, bob]) await joinCall(person)
    for (const person of [ana, bob]) await expect(tiles(person)).toHaveCount(2)
    await expectMedia([ana, bob])
    // Before the servers go: a page that loses its server says so in its console.
    for (const { page } of [ana, bob]) await page.context().close()
  } finally {
    await Promise.all([east.stop(), west.stop()])
    await Promise.all([postgres.stop(), redis.stop()])
  }
})
