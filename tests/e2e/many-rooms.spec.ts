import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, expectNoSeriousAxe, test } from '../fixtures.ts'
import { putIntoRooms } from '../many-rooms.ts'

const many = 1_000
/** What stands in a window, and some before and after it. */
const drawn = 120

const sidebar = (page: Page) => page.getByRole('navigation', { name: 'Rooms' })
const rows = (page: Page) => sidebar(page).getByRole('list', { name: 'Rooms' }).getByRole('link')
const link = (page: Page, name: string) => sidebar(page).getByRole('link', { name: new RegExp(`^${name}`) })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const scroller = (page: Page) => sidebar(page).locator('.overflow-y-auto')
const scrollTo = (page: Page, part: number) =>
  scroller(page).evaluate((box, to) => {
    box.scrollTop = box.scrollHeight * to
  }, part)

test('whoever is in a thousand rooms has a page of ordinary size that comes to know them all', async ({
  signUp,
  server,
}) => {
  const [mallory, victim] = [await signUp('Mallory'), await signUp('Victim')]
  const { page } = victim
  const ids = putIntoRooms(server, mallory.program.user.id, victim.program.user.id, many)
  const last = ids.at(-1) ?? ''
  const say = (roomId: string) =>
    mallory.program.post(`/rooms/${roomId}/messages`, { clientId: randomUUID(), content: 'hello' })

  /** Each row says how many there are. */
  const count = rows(page).first().locator('..')

  const answer = await page.goto('/rooms')
  expect((await answer?.body())?.length).toBeLessThan(600_000)
  await test.step('all of them, few of them drawn', async () => {
    await expect(rows(page).first()).toHaveText(/^Room 0001/)
    await expect(count).toHaveAttribute('aria-setsize', String(many))
    expect(await rows(page).count()).toBeLessThan(drawn)
    await scrollTo(page, 1)
    await expect(link(page, 'Room 1000')).toBeInViewport()
    expect(await rows(page).count()).toBeLessThan(drawn)
    await scrollTo(page, 0.5)
    await expect(link(page, 'Room 0500')).toBeVisible()
    await expectNoSeriousAxe(page)
  })
  await test.step('news, names and ends of rooms that are not drawn', async () => {
    await scrollTo(page, 0)
    await say(last)
    await expect(page).toHaveTitle(/^\(1\) /)
    await mallory.program.http('PATCH', `/rooms/${last}`, { name: 'Zebra' })
    await mallory.program.http('DELETE', `/rooms/${ids.at(-2)}`)
    await expect(count).toHaveAttribute('aria-setsize', String(many - 1))
    await scrollTo(page, 1)
    await expect(link(page, 'Zebra ?, 1 unread')).toBeInViewport()
    await expect(link(page, 'Room 0999')).toHaveCount(0)
  })
  await test.step('the switcher and the keys lead to every room', async () => {
    await scrollTo(page, 0)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('0777')
    await expect(page.getByRole('option')).toHaveText([/^Room 0777/])
    await page.keyboard.press('Enter')
    await expect(heading(page, 'Room 0777')).toBeVisible()
    await page.keyboard.press('Alt+ArrowDown')
    await expect(heading(page, 'Room 0778')).toBeVisible()
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await expect(heading(page, 'Zebra')).toBeVisible()
    await page.keyboard.press('Alt+ArrowDown')
    await expect(heading(page, 'Room 0001')).toBeVisible()
  })
  await test.step('Tab goes on past what was drawn, and the focus outlives scrolling', async () => {
    await page.goto('/rooms')
    await link(page, 'Room 0001').focus()
    for (let n = 2; n <= 60; n++) await page.keyboard.press('Tab')
    await expect(link(page, 'Room 0060')).toBeFocused()
    await expect(count).toHaveAttribute('aria-setsize', String(many - 1))
    await scrollTo(page, 1)
    await expect(link(page, 'Zebra')).toBeInViewport()
    await expect(link(page, 'Room 0060')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(link(page, 'Room 0061')).toBeFocused()
  })
})

test('a favourite that is silent for long is on the page before anything is loaded', async ({
  signUp,
  server,
}) => {
  const [mallory, victim] = [await signUp('Mallory'), await signUp('Victim')]
  const ids = putIntoRooms(server, mallory.program.user.id, victim.program.user.id, 300)
  await victim.program.http('PUT', `/rooms/${ids.at(-1)}/attention`, { favourite: true })
  const answer = await victim.page.request.get('/rooms')
  const html = await answer.text()
  expect(html).toContain('Room 0300')
  expect(html).toContain('Room 0100')
  expect(html).not.toContain('Room 0200')
})
