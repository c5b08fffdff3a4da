import { callGraceMs } from '#lib/limits.ts'
import { expectMedia, joinCall, press, seatOf, test, tileOf, tiles } from '../calls.ts'
import { expect } from '../fixtures.ts'
import { type Server, startServer } from '../server.ts'

// Browsers complain of every attempt to connect themselves.
test.use({ expectedErrors: [/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|WebSocket/] })

const words = 'The server cannot be reached'
const ways: Record<string, (server: Server) => Promise<unknown>> = {
  killed: (server) => server.kill(),
  restarted: (server) => server.stop(),
}

for (const [way, end] of Object.entries(ways)) {
  test(`a call goes on while the server is ${way}, and heals when it is back`, async ({ gather }) => {
    test.setTimeout(120_000)
    const server = await startServer()
    const { callers } = await gather(['Ana', 'Bob', 'Cy'], server.url)
    const [ana, bob, cy] = callers
    if (!ana || !bob || !cy) throw new Error('nobody came')
    const pair = [ana, bob]
    for (const caller of pair) await joinCall(caller)
    await press(ana, 'Raise hand')
    await expect(tileOf(bob, ana).getByText('Hand raised')).toBeVisible()
    await expectMedia(pair)
    const seats = await Promise.all(pair.map(seatOf))

    await end(server)
    for (const { page } of pair) await expect(page.getByText(words)).toBeVisible()
    await expectMedia(pair)
    await press(bob, 'Mute microphone')

    const again = await startServer({ PORT: new URL(server.url).port, DATA_DIR: server.dataDir })
    try {
      for (const { page } of pair) await expect(page.getByText(words)).toBeHidden({ timeout: 20_000 })
      expect(await Promise.all(pair.map(seatOf))).toEqual(seats)
      await joinCall(cy)
      for (const caller of callers) await expect(tiles(caller)).toHaveCount(3)
      for (const caller of [ana, cy])
        await expect(tileOf(caller, bob).getByRole('img', { name: 'Microphone is off' })).toBeVisible()
      for (const caller of [bob, cy]) await expect(tileOf(caller, ana).getByText('Hand raised')).toBeVisible()
      await press(bob, 'Unmute microphone')
      await expectMedia(callers)
    } finally {
      await again.stop()
    }
  })
}

test('a call goes on for somebody without a line to the server; what they did meanwhile arrives after', async ({
  gather,
}) => {
  test.setTimeout(120_000)
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) await joinCall(caller)
  await expectMedia(callers)
  const seats = await Promise.all(callers.map(seatOf))

  await ana.page.context().setOffline(true)
  await expect(ana.page.getByText(words)).toBeVisible()
  for (const end = Date.now() + 20_000; Date.now() < end; ) await expectMedia(callers)
  await press(ana, 'Mute microphone')
  await expect(tileOf(bob, ana).getByRole('img', { name: 'Microphone is off' })).toBeHidden()

  await ana.page.context().setOffline(false)
  await expect(ana.page.getByText(words)).toBeHidden({ timeout: 20_000 })
  await expect(tileOf(bob, ana).getByRole('img', { name: 'Microphone is off' })).toBeVisible()
  await press(ana, 'Unmute microphone')
  for (const caller of callers) await expect(tiles(caller)).toHaveCount(2)
  expect(await Promise.all(callers.map(seatOf))).toEqual(seats)
  await expectMedia(callers)
})

test('everybody sits again in their seats when the server was away for longer than a seat is kept', async ({
  gather,
}) => {
  test.setTimeout(180_000)
  const server = await startServer()
  const { callers } = await gather(['Ana', 'Bob'], server.url)
  for (const caller of callers) await joinCall(caller)
  await expectMedia(callers)
  const seats = await Promise.all(callers.map(seatOf))

  await server.stop()
  for (const { page } of callers)
    await expect(page.getByText('The connection was away for too long')).toBeVisible({
      timeout: callGraceMs + 20_000,
    })
  const again = await startServer({ PORT: new URL(server.url).port, DATA_DIR: server.dataDir })
  try {
    for (const caller of callers) await expect(tiles(caller)).toHaveCount(2, { timeout: 30_000 })
    expect(await Promise.all(callers.map(seatOf))).toEqual(seats)
    await expectMedia(callers)
  } finally {
    await again.stop()
  }
})
