import { findChromium } from '../../scripts/tools/chromium.ts'
import { expectMedia, joinCall, openLobby, press, test } from '../calls.ts'
import { expect } from '../fixtures.ts'

const executablePath = findChromium()
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const devices = ['--disable-gpu', '--use-fake-device-for-media-stream']
// There are devices, and nobody who says yes for the person.
test.use({
  permissions: [],
  launchOptions: { ...(executablePath && { executablePath }), args: [...sandbox, ...devices] },
})

test('with devices refused one is told how to allow them, and does so without leaving the page', async ({
  gather,
}) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  const words = ana.page.getByText('The browser may not use your camera.')
  await openLobby(ana)
  await expect(words).toBeVisible()
  await ana.page.context().grantPermissions(['camera', 'microphone'])
  await press(ana, 'Try devices again')
  await expect(words).toBeHidden()
  await press(ana, 'Join call')
  await bob.page.context().grantPermissions(['camera', 'microphone'])
  await joinCall(bob)
  await expectMedia(callers)
})
