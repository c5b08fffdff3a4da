import { findChromium } from '../../scripts/tools/chromium.ts'
import { links, openLobby, press, test, tileOf, tiles } from '../calls.ts'
import { expect } from '../fixtures.ts'

const executablePath = findChromium()
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
// Without the fake ones, the machine of the tests has neither camera nor microphone.
test.use({
  launchOptions: { ...(executablePath && { executablePath }), args: [...sandbox, '--disable-gpu'] },
})

test('without any device one is told what is missing, and joins to listen and to chat', async ({
  gather,
}) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) {
    await openLobby(caller)
    await expect(caller.page.getByText('No microphone was found.')).toBeVisible()
    await expect(caller.page.getByText('No camera was found.')).toBeVisible()
    await press(caller, 'Join to listen')
  }
  for (const caller of callers) await expect(tiles(caller)).toHaveCount(2)
  await expect(tileOf(bob, ana).getByRole('img', { name: 'Microphone is off' })).toBeVisible()
  await expect
    .poll(async () => (await Promise.all(callers.map(links))).flat().map((link) => link.health))
    .toEqual(['ok', 'ok'])
  await expect(tileOf(bob, ana).getByText('Connecting')).toBeHidden()
})
