import { expectMedia, joinCall, seatOf, test, tiles } from '../calls.ts'
import { expect } from '../fixtures.ts'
import { startServer } from '../server.ts'

// Browsers complain of every attempt to connect themselves.
test.use({ expectedErrors: [/ERR_CONNECTION_REFUSED|WebSocket/] })

const words = 'The server cannot be reached'

test('a call goes on while the server is dead, and heals when it is back', async ({ gather }) => {
  test.setTimeout(120_000)
  const server = await startServer()
  const { callers } = await gather(['Ana', 'Bob', 'Cy'], server.url)
  const [ana, bob, cy] = callers
  if (!ana || !bob || !cy) throw new Error('nobody came')
  const pair = [ana, bob]
  for (const caller of pair) await joinCall(caller)
  await expectMedia(pair)
  const seats = await Promise.all(pair.map(seatOf))

  await server.kill()
  for (const { page } of pair) await expect(page.getByText(words)).toBeVisible()
  await expectMedia(pair)

  const again = await startServer({ PORT: new URL(server.url).port, DATA_DIR: server.dataDir })
  try {
    for (const { page } of pair) await expect(page.getByText(words)).toBeHidden({ timeout: 20_000 })
    expect(await Promise.all(pair.map(seatOf))).toEqual(seats)
    await expectMedia(pair)
    await joinCall(cy)
    for (const caller of callers) await expect(tiles(caller)).toHaveCount(3)
    await expectMedia(callers)
  } finally {
    await again.stop()
  }
})
