import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { startRedis } from '../../scripts/tools/redis.ts'
import { expectMedia, seatOf, smallCamera, test, tiles } from '../calls.ts'
import { createRoom } from '../client.ts'
import { expect, message, type Person } from '../fixtures.ts'
import { startProxy } from '../proxy.ts'
import { startServer } from '../server.ts'

// A browser complains of the line that its server took with it.
test.use({ expectedErrors: [/ERR_CONNECTION|ERR_EMPTY_RESPONSE|WebSocket/] })

const startCluster = async () => {
  const [postgres, redis] = [await startPostgres(), await startRedis()]
  const settings = {
    DATABASE_URL: await createDatabase(postgres.url),
    REDIS_URL: redis.url,
    DATA_DIR: temporaryFolder('cluster'),
  }
  const [east, west] = await Promise.all([startServer(settings), startServer(settings)])
  return {
    east,
    west,
    stop: async () => {
      await Promise.all([east.stop(), west.stop()])
      await Promise.all([postgres.stop(), redis.stop()])
    },
  }
}

/** A video room of these two, open in both browsers. */
const meet = async (ana: Person, bob: Person) => {
  const room = await createRoom(ana.program, [bob.program], { name: 'Bridge', type: 'video' })
  for (const { page } of [ana, bob]) {
    await page.addInitScript(smallCamera)
    await page.goto(`/rooms/${room.id}`)
  }
}

/** Before the servers go: a page that loses its server says so in its console. */
const close = async (people: Person[]) => {
  for (const { page } of people) await page.context().close()
}

test('people at two processes of one instance talk and call each other', async ({ signUp }) => {
  test.setTimeout(240_000)
  const { east, west, stop } = await startCluster()
  try {
    const [ana, bob] = [await signUp('Ana', east.url), await signUp('Bob', west.url)]
    await meet(ana, bob)
    await ana.posts('Hello west')
    await bob.sees('Hello west')
    await bob.posts('Hello east')
    await ana.sees('Hello east')

    for (const person of [ana, bob]) await person.joinsCall()
    for (const person of [ana, bob]) await expect(tiles(person)).toHaveCount(2)
    await expectMedia([ana, bob])
    await close([ana, bob])
  } finally {
    await stop()
  }
})

test('whose process dies during a call goes on at the other one, in the same seat', async ({ signUp }) => {
  test.setTimeout(240_000)
  const { east, west, stop } = await startCluster()
  const proxy = await startProxy([east.url, west.url])
  try {
    const [ana, bob] = [await signUp('Ana', proxy.url), await signUp('Bob', west.url)]
    await meet(ana, bob)
    for (const person of [ana, bob]) await person.joinsCall()
    await expectMedia([ana, bob])
    const seats = await Promise.all([ana, bob].map(seatOf))

    await east.kill()
    await expectMedia([ana, bob])
    await bob.posts('Are you there?')
    await expect(message(ana.page, 'Are you there?')).toBeVisible({ timeout: 40_000 })
    await ana.posts('By the other door')
    await bob.sees('By the other door')
    for (const person of [ana, bob]) await expect(tiles(person)).toHaveCount(2)
    for (const person of [ana, bob]) await expect(person.page.getByText('Reconnecting')).toBeHidden()
    expect(await Promise.all([ana, bob].map(seatOf))).toEqual(seats)
    await expectMedia([ana, bob])
    await close([ana, bob])
  } finally {
    await proxy.stop()
    await stop()
  }
})
