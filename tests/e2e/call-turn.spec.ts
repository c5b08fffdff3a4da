import { createHmac } from 'node:crypto'
import { startCoturn } from '../../scripts/tools/coturn.ts'
import { expectMedia, links, test, throughRelay, tileOf } from '../calls.ts'
import { expect } from '../fixtures.ts'
import { startServer } from '../server.ts'

const secret = 'a secret that the TURN server and the server share'

/** draft-uberti-behave-turn-rest-00, an hour too old. */
const expired = () => {
  const username = `${Math.floor(Date.now() / 1000) - 3_600}:somebody`
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') }
}

test('with nothing but a TURN server between them, people see and hear each other', async ({ gather }) => {
  const turn = await startCoturn(secret)
  const server = await startServer({ TURN_URLS: turn.url, TURN_SECRET: secret })
  try {
    const { callers } = await gather(['Ana', 'Bob'], server.url, throughRelay)
    for (const caller of callers) await caller.joinsCall()
    await expectMedia(callers)
    for (const { page } of callers) await page.context().close()
  } finally {
    await Promise.all([server.stop(), turn.stop()])
  }
})

test('credentials made with another secret, or that have run out, are refused, and the tile says that there is no connection', async ({
  gather,
}) => {
  const turn = await startCoturn(secret)
  const server = await startServer({ TURN_URLS: turn.url, TURN_SECRET: 'another secret' })
  try {
    const each = [undefined, expired()]
    const { callers } = await gather(['Ana', 'Bob'], server.url, (page) => throughRelay(page, each.shift()))
    const [ana, bob] = callers
    if (!ana || !bob) throw new Error('nobody came')
    for (const caller of callers) await caller.joinsCall()
    for (const { page } of callers)
      await expect.poll(() => page.evaluate(() => window.turnRefusals)).toContain(401)
    await expect(tileOf(ana, bob).getByText(/Connecting|No connection|Still trying/)).toBeVisible()
    for (const link of (await Promise.all(callers.map(links))).flat())
      expect(link).toMatchObject({ received: { camera: { frames: 0 }, microphone: { packets: 0 } } })
    for (const { page } of callers) await page.context().close()
  } finally {
    await Promise.all([server.stop(), turn.stop()])
  }
})
