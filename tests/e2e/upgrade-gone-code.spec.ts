import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { createRoom } from '../client.ts'
import { expect, message, say, test } from '../fixtures.ts'
import { bar, composer, documentsOf, saidMeanwhile, upgrade } from '../upgrading.ts'

test.beforeEach(({ expectedErrors }) => {
  expectedErrors.push(...saidMeanwhile)
})

/** Waits for what the page fetches by itself, and gives all that it has fetched. */
const atRest = async (page: Page): Promise<string[]> => {
  const idle = () =>
    page.evaluate(async () => {
      await new Promise((resolve) => requestIdleCallback(resolve))
      return performance.getEntriesByType('resource').map(({ name }) => name)
    })
  let had: string[] = []
  let quiet = 0
  // What comes later is asked for two seconds after that at the latest (lib/build/browser/at-rest.ts), and
  // three quiet looks take longer.
  await page.waitForLoadState('load')
  const looks = async () => {
    const before = had
    had = await idle()
    quiet = had.length === before.length ? quiet + 1 : 0
    return quiet
  }
  await expect.poll(looks, { intervals: [1_000], timeout: 40_000 }).toBe(3)
  return had
}

/**
 * From now on there is no code but what the page has. The next document finds all again, or all but what was
 * missed. It may ask for another copy of what this one had: which of them depends on which script came first.
 */
const takeAway = async (page: Page, next: 'all' | 'all but what was missed') => {
  const had = await atRest(page)
  const missed = new Set<string>()
  let isNext = false
  await page.route('**/*', (route) => {
    const request = route.request()
    const url = request.url()
    if (request.isNavigationRequest()) isNext = true
    if (!isNext && url.includes('/_next/static/chunks/') && !had.includes(url)) missed.add(url)
    const isGone = missed.has(url) && (!isNext || next !== 'all')
    return isGone ? route.fulfill({ status: 404 }) : route.fallback()
  })
}
const giveBack = (page: Page) => page.unroute('**/*')
const openProfile = async (page: Page) => {
  await page.getByRole('button', { name: 'Account: Ana' }).click()
  await page.getByRole('menuitem', { name: 'Profile' }).click()
}
const sessions = (page: Page) => page.getByRole('list', { name: 'Sessions' })

test('the page is reloaded, once, and nothing typed is lost', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  await composer(page).fill('half a thought')
  const asked = documentsOf(page)
  await takeAway(page, 'all')
  await page.getByRole('button', { name: 'Formatting' }).click()
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
  await expect(composer(page)).toHaveValue('half a thought')
  expect(asked).toEqual([`/rooms/${room.id}`])
})

test('what no browser keeps is not given away for it: the part that is missing says so', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  await say(page, 'to be mended')
  await message(page, 'to be mended').hover()
  await page.getByRole('button', { name: 'Message actions' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Edit message' }).fill('mended')
  const asked = documentsOf(page)
  await takeAway(page, 'all')
  await page.getByRole('button', { name: 'Formatting' }).click()
  await expect(page.getByText('This part of the page could not be loaded.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toHaveValue('mended')
  expect(asked).toEqual([])
})

test('another page of the site opens all the same', async ({ signUp }) => {
  const { page } = await signUp('Ana')
  await page.goto('/rooms')
  const asked = documentsOf(page)
  await takeAway(page, 'all')
  await openProfile(page)
  await expect(sessions(page)).toBeVisible()
  expect(asked).toEqual(['/profile'])
})

test('colours of code come with the new build', async ({ serve, signUp }) => {
  const server = await serve()
  const { page, program } = await signUp('Ana', server.url)
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  await expect(composer(page)).toBeVisible()
  const asked = documentsOf(page)
  await takeAway(page, 'all')
  await upgrade(server, serve)
  await expect(bar(page)).toBeVisible({ timeout: 40_000 })
  await (await program.connect()).send('message:post', {
    roomId: room.id,
    clientId: randomUUID(),
    content: '```js\nconst one = 1\n```',
  })
  await expect(page.locator('.hljs-keyword')).toHaveText('const')
  expect(asked).toEqual([`/rooms/${room.id}`])
})

test('where it stays gone the page does not reload without an end, and says what to do', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  await composer(page).fill('half a thought')
  const asked = documentsOf(page)
  await takeAway(page, 'all but what was missed')
  await page.getByRole('button', { name: 'Formatting' }).click()
  await expect(page.getByText('This part of the page could not be loaded.')).toBeVisible()
  await expect(composer(page)).toHaveValue('half a thought')
  await takeAway(page, 'all but what was missed')
  await openProfile(page)
  await expect(page.getByRole('heading', { name: 'This could not be shown' })).toBeVisible()
  expect(asked).toEqual([`/rooms/${room.id}`])
  await giveBack(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(sessions(page)).toBeVisible()
  await page.goto(`/rooms/${room.id}`)
  await expect(composer(page)).toHaveValue('half a thought')
})
