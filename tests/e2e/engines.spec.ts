import type { JSHandle } from '@playwright/test'
import { createRoom } from '../client.ts'
import type * as gathering from '../engines/gathering.ts'
import { test as base, expect } from '../fixtures.ts'
import { openSource } from '../source.ts'

/**
 * What each engine of calls keeps, in one page with real media: the mesh
 * of the product, and one without a network.
 */
const engines = {
  mesh: ['/source/lib/calls/browser/engines/mesh/mesh.ts', 'createMesh'],
  loopback: ['/source/tests/engines/loopback.ts', 'createLoopback'],
} as const

type Gathering = ReturnType<typeof gathering.gather>
type Fixtures = { open: (engine: keyof typeof engines) => Promise<JSHandle<Gathering>> }

const test = base.extend<Fixtures>({
  open: async ({ signUp }, use) => {
    await use(async (engine) => {
      const { page, program } = await signUp('Ana')
      const room = await createRoom(program, [], { type: 'video' })
      await openSource(page)
      const [path, name] = engines[engine]
      return page.evaluateHandle(
        async ([path, name, gatheringPath, roomId]) => {
          const { gather }: typeof gathering = await import(gatheringPath)
          return gather((await import(path))[name], roomId)
        },
        [path, name, '/source/tests/engines/gathering.ts', room.id] as const,
      )
    })
  },
})

const within = { timeout: 30_000 }
type Pair = readonly [name: string, from: string]
const pairs = (names: string[]): Pair[] =>
  names.flatMap((name) => names.filter((from) => from !== name).map((from) => [name, from] as const))

/** Waits until new pictures of each come to each other one, and their voice. */
async function expectMedia(call: JSHandle<Gathering>, names: string[]) {
  for (const pair of pairs(names)) {
    const frames = () => call.evaluate((all, pair) => all.frames(...pair), pair)
    const before = await frames()
    await expect.poll(frames, within).toBeGreaterThan(before + 5)
    await expect.poll(() => call.evaluate((all, pair) => all.level(...pair), pair), within).toBeGreaterThan(0)
  }
}

/** Waits until every one of these says that every other one arrives. */
async function expectWell(call: JSHandle<Gathering>, names: string[]) {
  for (const pair of pairs(names))
    await expect
      .poll(() => call.evaluate((all, pair) => all.quality(...pair), pair), within)
      .toMatchObject({ health: 'ok', lacks: null, why: null })
}

async function expectStill(call: JSHandle<Gathering>, pair: Pair) {
  let last = -1
  const still = async () => {
    const before = last
    last = await call.evaluate((all, pair) => all.frames(...pair), pair)
    return last === before
  }
  await expect.poll(still, { ...within, intervals: [1_000] }).toBe(true)
}

for (const engine of ['mesh', 'loopback'] as const)
  test.describe(`The engine "${engine}"`, () => {
    test('brings everybody to everybody, also those of whom one hears late', async ({ open }) => {
      const call = await open(engine)
      await call.evaluate(async (all) => {
        await all.join('ana')
        await all.join('bob', 500)
        await all.join('cy')
      })
      const names = ['ana', 'bob', 'cy']
      await expectMedia(call, names)
      await expectWell(call, names)

      await call.evaluate((all) => all.leave('cy'))
      const known = () =>
        call.evaluate(async (all) => (await all.debug('ana')).map((one) => one.participantId))
      await expect.poll(known).toEqual(['bob'])
      await expectMedia(call, ['ana', 'bob'])
    })

    test('sends what is on and wanted', async ({ open }) => {
      const call = await open(engine)
      await call.evaluate(async (all) => {
        await all.join('ana')
        await all.join('bob')
      })
      await expectMedia(call, ['ana', 'bob'])

      await call.evaluate((all) => all.want('ana', 'bob', 'camera', false))
      await expectStill(call, ['ana', 'bob'])
      await expectWell(call, ['ana', 'bob'])
      await call.evaluate((all) => all.want('ana', 'bob', 'camera', true))
      await expectMedia(call, ['ana', 'bob'])

      await call.evaluate((all) => all.camera('bob', false))
      await expectStill(call, ['ana', 'bob'])
      await expectWell(call, ['ana', 'bob'])
      await call.evaluate((all) => all.camera('bob', true))
      await expectMedia(call, ['ana', 'bob'])
    })

    test('comes back into its seat after a reload, whoever joined first', async ({ open }) => {
      const call = await open(engine)
      await call.evaluate(async (all) => {
        await all.join('ana')
        await all.join('bob')
      })
      await expectMedia(call, ['ana', 'bob'])
      for (const name of ['ana', 'bob']) {
        await call.evaluate((all, name) => all.reload(name), name)
        await expectMedia(call, ['ana', 'bob'])
        await expectWell(call, ['ana', 'bob'])
      }
    })

    test('tells what arrives in numbers, and of nobody where they are', async ({ open }) => {
      const call = await open(engine)
      await call.evaluate(async (all) => {
        await all.join('ana')
        await all.join('bob')
      })
      await expectMedia(call, ['ana', 'bob'])
      const debug = () => call.evaluate(async (all) => (await all.debug('ana'))[0])
      await expect.poll(async () => (await debug())?.received.camera.frames, within).toBeGreaterThan(0)
      await expect.poll(async () => (await debug())?.received.microphone.energy, within).toBeGreaterThan(0)
      const report = await call.evaluate((all) => all.report('ana'))
      expect(report).toMatchObject({ links: [{ participantId: 'bob' }] })
      const written = JSON.stringify([report, await debug()])
      expect(written).not.toMatch(/\d+\.\d+\.\d+\.\d+|\.local|candidate:/)
    })
  })
