import { createRoom } from '../client.ts'
import { expect, expectGoodLooks, expectNoSeriousAxe, message, say, test } from '../fixtures.ts'

for (const [size, viewport] of [
  ['a phone', { width: 375, height: 667 }],
  ['a wide screen', { width: 1920, height: 1080 }],
] as const)
  test(`every page on ${size}: nothing sticks out, axe finds nothing serious, light and dark`, async ({
    signUp,
    visit,
  }) => {
    test.slow()
    const ana = await signUp('Ana')
    const room = await createRoom(ana.program, [], { name: 'A room with quite a long name for a phone' })
    const video = await createRoom(ana.program, [], { name: 'Studio', type: 'video' })
    const { page } = ana
    await page.setViewportSize(viewport)
    for (const path of [
      '/rooms',
      '/rooms?scope=browse',
      `/rooms/${room.id}`,
      `/rooms/${video.id}`,
      '/profile',
    ]) {
      await page.goto(path)
      await expectGoodLooks(page)
    }
    await page.goto(`/rooms/${room.id}`)
    await say(page, 'Hello from here')
    await expect(message(page, 'Hello from here')).toBeVisible()

    const stranger = await visit()
    await stranger.setViewportSize(viewport)
    for (const path of ['/sign-in', '/register']) {
      await stranger.goto(path)
      await expectGoodLooks(stranger)
    }
  })

test('what does not exist says so, with a way on', async ({ signUp, expectedErrors }) => {
  expectedErrors.push(/status of 404/)
  const { page } = await signUp('Ana')
  for (const [path, words] of [
    ['/nothing-here', 'There is no such page'],
    ['/rooms/no-such-room', 'This room does not exist, or you may not see it'],
  ] as const) {
    expect((await page.goto(path))?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: words })).toBeVisible()
    await expectNoSeriousAxe(page)
    await page.getByRole('main').getByRole('link').click()
    await expect(page).toHaveURL('/rooms')
  }
})

test('a room opens at once, before the server has answered', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Attic' })
  // What the link fetches ahead is all there is to show.
  const ahead = page.waitForResponse(new RegExp(`/rooms/${room.id}\\?`))
  await page.goto('/rooms')
  await ahead
  await page.waitForLoadState('networkidle')
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(`**/rooms/${room.id}?**`, async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Attic' }).click()
  await expect(page.getByRole('status', { name: 'Opening the room' })).toBeVisible()
  answer()
  await expect(page.getByRole('heading', { level: 1, name: 'Attic' })).toBeVisible()
})

test('the newest messages can be read before any script has come', async ({ signUp, expectedErrors }) => {
  expectedErrors.push(/net::ERR_FAILED/)
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Attic' })
  const words = { clientId: crypto.randomUUID(), content: 'Mind the **third** step' }
  await program.post(`/rooms/${room.id}/messages`, words)
  await page.route('**/*.js', (route) => route.abort())
  await page.goto(`/rooms/${room.id}`, { waitUntil: 'commit' })
  const newest = page.getByRole('list', { name: 'Newest messages' })
  await expect(newest.getByText('third')).toBeVisible()
  await expect(newest.getByText('Ana')).toBeVisible()
})
