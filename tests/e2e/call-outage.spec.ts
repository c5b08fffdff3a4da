import { callGraceMs } from '#lib/limits.ts'
import { expectMedia, links, press, seatOf, test, tileOf, tiles } from '../calls.ts'
import { expect, type Person } from '../fixtures.ts'
import { startServer } from '../server.ts'

// Browsers complain of every attempt to connect themselves.
test.use({ expectedErrors: [/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|WebSocket/] })

const words = 'The server cannot be reached'
const expectCutOff = async (people: Person[]) => {
  for (const { page } of people) await expect(page.getByText(words)).toBeVisible()
}
const expectBack = async (people: Person[]) => {
  for (const { page } of people) await expect(page.getByText(words)).toBeHidden({ timeout: 40_000 })
}

test('a call goes on while the server is killed or restarted, and heals; after longer than a seat is kept everybody sits again in theirs', async ({
  gather,
}) => {
  test.setTimeout(240_000)
  let server = await startServer()
  const start = async () => {
    server = await startServer({ PORT: new URL(server.url).port, DATA_DIR: server.dataDir })
  }
  try {
    // What pages wait for is let pass; what the server does then is proved beside lines.ts.
    const { callers } = await gather(['Ana', 'Bob', 'Cy'], server.url, ({ clock }) => clock.install())
    const [ana, bob, cy] = callers
    if (!ana || !bob || !cy) throw new Error('nobody came')
    const pair = [ana, bob]
    for (const caller of pair) await caller.joinsCall()
    await press(ana, 'Raise hand')
    await expect(tileOf(bob, ana).getByText('Hand raised')).toBeVisible()
    await expectMedia(pair)
    const seatsOf = (people: Person[]) => Promise.all(people.map(seatOf))
    const seats = await seatsOf(pair)

    await test.step('killed', async () => {
      await server.kill()
      await expectCutOff(pair)
      await expectMedia(pair)
      await press(bob, 'Mute microphone')
      await start()
      await expectBack(pair)
      expect(await seatsOf(pair)).toEqual(seats)
      await cy.joinsCall()
      for (const caller of callers) await expect(tiles(caller)).toHaveCount(3)
      for (const caller of [ana, cy])
        await expect(tileOf(caller, bob).getByRole('img', { name: 'Microphone is off' })).toBeVisible()
      for (const caller of [bob, cy]) await expect(tileOf(caller, ana).getByText('Hand raised')).toBeVisible()
      await press(bob, 'Unmute microphone')
      await expectMedia(callers)
    })
    const all = await seatsOf(callers)
    await test.step('restarted', async () => {
      await server.stop()
      await expectCutOff(callers)
      await expectMedia(callers)
      await start()
      await expectBack(callers)
      expect(await seatsOf(callers)).toEqual(all)
      await expectMedia(callers)
    })
    await test.step('away for longer than a seat is kept', async () => {
      await server.stop()
      await expectCutOff(callers)
      for (const { page } of callers) {
        await page.clock.fastForward(callGraceMs)
        await expect(page.getByText('The connection was away for too long')).toBeVisible()
      }
      await expect.poll(() => links(ana)).toEqual([])
      await start()
      for (const caller of callers) await expect(tiles(caller)).toHaveCount(3, { timeout: 30_000 })
      expect(await seatsOf(callers)).toEqual(all)
      await expectMedia(callers)
    })
  } finally {
    await server.stop()
  }
})

test('a call goes on for somebody without a line to the server; what they did meanwhile arrives after', async ({
  gather,
}) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) await caller.joinsCall()
  await expectMedia(callers)
  const seats = await Promise.all(callers.map(seatOf))

  await ana.goesOffline()
  await expectCutOff([ana])
  await expectMedia(callers)
  await press(ana, 'Mute microphone')
  await expect(tileOf(bob, ana).getByRole('img', { name: 'Microphone is off' })).toBeHidden()

  await ana.comesBack()
  await expectBack([ana])
  await expect(tileOf(bob, ana).getByRole('img', { name: 'Microphone is off' })).toBeVisible()
  await press(ana, 'Unmute microphone')
  for (const caller of callers) await expect(tiles(caller)).toHaveCount(2)
  expect(await Promise.all(callers.map(seatOf))).toEqual(seats)
  await expectMedia(callers)
})
