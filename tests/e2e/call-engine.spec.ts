import type { Call } from '#lib/calls/browser/call.ts'
import type { LoadEngine } from '#lib/calls/browser/engines/load-engine.ts'
import { expectMedia, seatOf, smallCamera, test } from '../calls.ts'
import { createRoom } from '../client.ts'
import type * as loopback from '../engines/loopback.ts'
import { expect, type Person } from '../fixtures.ts'
import { openSource } from '../source.ts'

declare global {
  interface Window {
    call: Call
    /** Ends the loading of an engine that waits for it. */
    loaded: () => void
  }
}

const paths = ['/source/lib/calls/browser/call.ts', '/source/tests/engines/loopback.ts'] as const

/** Opens a room's call by itself, on an engine without a network: at once, when told so, or never. */
async function openCall({ page, program }: Person, roomId: string, loads: 'now' | 'later' | 'never' = 'now') {
  await openSource(page)
  await page.evaluate(
    async ([[callPath, enginePath], roomId, viewerId, loads]) => {
      const { createCall }: typeof import('#lib/calls/browser/call.ts') = await import(callPath)
      const { createLoopback }: typeof loopback = await import(enginePath)
      const later = new Promise<void>((loaded) => Object.assign(window, { loaded }))
      const load: LoadEngine = async () => {
        if (loads === 'never') throw new TypeError('Failed to fetch dynamically imported module')
        if (loads === 'later') await later
        return createLoopback
      }
      window.call = createCall({ id: roomId, visibility: 'private' }, viewerId, load)
      await window.call.open()
    },
    [paths, roomId, program.user.id, loads] as const,
  )
}
const state = ({ page }: Person) =>
  page.evaluate(() => {
    const { phase, notice, participants, speaking, cutOff } = window.call.get()
    return { phase, notice, cutOff, people: participants.map(({ name }) => name), speaking: [...speaking] }
  })
const join = ({ page }: Person) => page.evaluate(() => window.call.join())

test('a call is the same on another engine: joined, talked in, resumed, come back to, left', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { type: 'video' })
  for (const caller of [ana, bob]) {
    await caller.page.addInitScript(smallCamera)
    await openCall(caller, room.id)
    await join(caller)
  }
  for (const caller of [ana, bob])
    await expect.poll(() => state(caller)).toMatchObject({ phase: 'in', people: ['Ana', 'Bob'] })
  await expectMedia([ana, bob])
  const seat = (await seatOf(bob)) ?? ''
  await expect.poll(async () => (await state(ana)).speaking, 'Bob is heard').toContain(seat)
  const told = () =>
    ana.page.evaluate(
      (id) => window.call.get().participants.find((one) => one.participantId === id)?.links,
      seat,
    )
  await expect.poll(told, 'Bob says how Ana arrives').toMatchObject([{ state: 'ok', score: 100 }])

  await bob.page.evaluate(() => window.call.own.turn('camera', false))
  const camera = () => ana.page.evaluate((id) => Boolean(window.call.get().tracks.get(id)?.camera), seat)
  await expect.poll(camera).toBe(false)
  await bob.page.evaluate(() => window.call.own.turn('camera', true))
  await expect.poll(camera).toBe(true)

  await bob.page.evaluate(
    async (path) => (await import(path)).reopen(),
    '/source/lib/realtime/browser/client.ts',
  )
  await expect.poll(() => state(bob)).toMatchObject({ phase: 'in', cutOff: true })
  await expect.poll(() => state(bob)).toMatchObject({ phase: 'in', cutOff: false })
  expect(await seatOf(bob)).toBe(seat)
  await openCall(bob, room.id)
  await expect.poll(() => state(bob)).toMatchObject({ phase: 'in', people: ['Ana', 'Bob'] })
  expect(await seatOf(bob)).toBe(seat)
  await expectMedia([ana, bob])

  await bob.page.evaluate(() => window.call.leave())
  await expect.poll(() => state(bob)).toMatchObject({ phase: 'left' })
  await expect.poll(() => state(ana)).toMatchObject({ phase: 'in', people: ['Ana'] })
})

test('nobody sits in a call whose engine they could not load, or did not wait for', async ({ signUp }) => {
  const [ana, bob, cy] = [await signUp('Ana'), await signUp('Bob'), await signUp('Cy')]
  const room = await createRoom(ana.program, [bob.program, cy.program], { type: 'video' })
  await openCall(ana, room.id)
  await join(ana)
  await openCall(bob, room.id, 'never')
  await join(bob)
  await expect.poll(() => state(bob)).toMatchObject({ phase: 'lobby', notice: { what: 'notLoaded' } })
  await expect.poll(() => state(ana)).toMatchObject({ people: ['Ana'] })

  await openCall(cy, room.id, 'later')
  await cy.page.evaluate(() => void window.call.join())
  await expect.poll(() => state(ana), 'Cy has a seat').toMatchObject({ people: ['Ana', 'Cy'] })
  await cy.page.evaluate(() => {
    window.call.leave()
    window.loaded()
  })
  await expect.poll(() => state(ana)).toMatchObject({ people: ['Ana'] })
  await expect.poll(() => state(cy)).toMatchObject({ phase: 'left' })
})
