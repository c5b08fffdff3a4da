import type { Page } from '@playwright/test'
import { openLobby, press, test } from '../calls.ts'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, message, say } from '../fixtures.ts'
import { bar, composer, documentsOf, saidMeanwhile, upgrade } from '../upgrading.ts'

test.beforeEach(({ expectedErrors }) => {
  expectedErrors.push(...saidMeanwhile)
})

const show = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
/** Longer than a page waits with its reload: those that stay have had their time. */
const letTimePass = (page: Page) => page.clock.fastForward(30_000)

test('a page nobody looks at takes the new build; one with something typed says so, and keeps it', async ({
  serve,
  signUp,
}) => {
  const server = await serve()
  const [ana, bob] = [await signUp('Ana', server.url), await signUp('Bob', server.url)]
  const room = await createRoom(ana.program, [bob.program])
  for (const { page } of [ana, bob]) {
    await page.clock.install()
    await page.goto(`/rooms/${room.id}`)
    await expect(composer(page)).toBeVisible()
  }
  // What a page has not fetched by then is another test (upgrade-gone-code.spec.ts).
  await ana.posts('before')
  await bob.sees('before')
  await composer(bob.page).fill('half a thought')
  const [hers, his] = [documentsOf(ana.page), documentsOf(bob.page)]
  await upgrade(server, serve)

  await test.step('looked at, a page goes on and offers it', async () => {
    await expect(bar(ana.page)).toBeVisible({ timeout: 40_000 })
    await ana.posts('as before')
    await expect(message(bob.page, 'as before')).toBeVisible({ timeout: 40_000 })
    await letTimePass(ana.page)
    expect(hers).toEqual([])
  })
  await test.step('hidden and quiet it takes it, and is where it was', async () => {
    await show(ana.page, 'hidden')
    await letTimePass(ana.page)
    await ana.sees('as before')
    await expect(bar(ana.page)).toHaveCount(0)
    expect(hers).toEqual([`/rooms/${room.id}`])
  })
  await test.step('with something typed it stays, also hidden, until somebody says so', async () => {
    await show(bob.page, 'hidden')
    await letTimePass(bob.page)
    expect(his).toEqual([])
    await show(bob.page, 'visible')
    await bob.page.setViewportSize({ width: 390, height: 844 })
    await expect(bar(bob.page)).toBeInViewport()
    await expect(composer(bob.page)).toBeInViewport()
    await expectNoSideways(bob.page)
    await expectNoSeriousAxe(bob.page)
    await bob.page.getByRole('button', { name: 'Reload' }).click()
    await expect(composer(bob.page)).toHaveValue('half a thought')
    await expect(bar(bob.page)).toHaveCount(0)
    expect(his).toEqual([`/rooms/${room.id}`])
  })
})

test('a page with a call, or at its door, stays until that is over', async ({ serve, gather }) => {
  const server = await serve()
  const { callers } = await gather(['Ana', 'Bob'], server.url, (page) => page.clock.install())
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  await ana.joinsCall()
  await openLobby(bob)
  const [hers, his] = [documentsOf(ana.page), documentsOf(bob.page)]
  await upgrade(server, serve)
  for (const { page } of callers) {
    await expect(bar(page)).toBeVisible({ timeout: 40_000 })
    await show(page, 'hidden')
    await letTimePass(page)
  }
  expect([hers, his]).toEqual([[], []])
  await press(ana, 'Leave call')
  await press(bob, 'Cancel')
  // That it is over may be known a moment after the press; what it says goes with the page.
  for (const { page } of callers) {
    await expect(async () => {
      await letTimePass(page)
      await expect(bar(page)).toHaveCount(0, { timeout: 2_000 })
    }).toPass({ timeout: 40_000 })
  }
  expect([hers.length, his.length]).toEqual([1, 1])
})

test('a page whose protocol is refused says so once, and sends what was written when it is taken again', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  let outdated = true
  await page.routeWebSocket(/socket\.io/, (line) => {
    const server = line.connectToServer()
    line.onMessage((sent) =>
      server.send(outdated ? String(sent).replace('"protocol":1', '"protocol":99') : sent),
    )
  })
  await page.goto(`/rooms/${room.id}`)
  const told = page.getByText('this page is too old to go on')
  await expect(told).toBeVisible()
  await say(page, 'written meanwhile')
  await composer(page).fill('half a thought')
  const asked = documentsOf(page)
  await page.getByRole('button', { name: 'Reload' }).click()
  // It asks whether a server is there before it goes.
  await expect.poll(() => asked).toHaveLength(1)
  await expect(told).toBeVisible()
  await expect(composer(page)).toHaveValue('half a thought')
  expect(asked).toHaveLength(1)

  outdated = false
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(told).toHaveCount(0)
  await expect(composer(page)).toHaveValue('half a thought')
  await expect.poll(async () => (await program.get<{ lastSeq: number }>(`/rooms/${room.id}`)).lastSeq).toBe(1)
})

test('a form that the server knows no more says why, and keeps what is in it', async ({ signUp }) => {
  const { page } = await signUp('Ana')
  await page.goto('/profile')
  await page.route('**/profile', (route) => {
    const headers = route.request().headers()
    return route.continue({ headers: { ...headers, 'next-action': '40'.padEnd(42, '0') } })
  })
  await page.getByRole('textbox', { name: 'Name' }).fill('Anastasia')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('this page is too old for that')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Anastasia')
})
