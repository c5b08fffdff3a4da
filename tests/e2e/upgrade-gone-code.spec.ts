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
  // A slow machine is quiet for a moment also before the page asks for what comes later.
  await page.waitForLoadState('networkidle')
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
 * From now on there is no code but what the page has, until the next document or until it is given back.
 */
const takeAway = async (page: Page, until: 'reload' | 'given back') => {
  const had = await atRest(page)
  let gone = true
  await page.route('**/*', (route) => {
    const request = route.request()
    if (request.isNavigationRequest() && until === 'reload') gone = false
    const isMissed = request.url().includes('/_next/static/chunks/') && !had.includes(request.url())
    return gone && isMissed ? route.fulfill({ status: 404 }) : route.fallback()
  })
  return () => {
    gone = false
  }
}
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
  await takeAway(page, 'reload')
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
  await takeAway(page, 'reload')
  await page.getByRole('button', { name: 'Formatting' }).click()
  await expect(page.getByText('This part of the page could not be loaded.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toHaveValue('mended')
  expect(asked).toEqual([])
})

test('another page of the site opens all the same', async ({ signUp }) => {
  const { page } = await signUp('Ana')
  await page.goto('/rooms')
  const asked = documentsOf(page)
  await takeAway(page, 'reload')
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
  await takeAway(page, 'reload')
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
  const giveBack = await takeAway(page, 'given back')
  await page.getByRole('button', { name: 'Formatting' }).click()
  await expect(page.getByText('This part of the page could not be loaded.')).toBeVisible()
  await expect(composer(page)).toHaveValue('half a thought')
  await openProfile(page)
  await expect(page.getByRole('heading', { name: 'This could not be shown' })).toBeVisible()
  expect(asked).toEqual([`/rooms/${room.id}`])
  giveBack()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(sessions(page)).toBeVisible()
  await page.goto(`/rooms/${room.id}`)
  await expect(composer(page)).toHaveValue('half a thought')
})
