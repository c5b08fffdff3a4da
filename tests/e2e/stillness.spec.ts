import type { Page } from '@playwright/test'
import { createRoom } from '../client.ts'
import { expect, expectNoSideways, test } from '../fixtures.ts'

/** Of pages that are made alike one. */
const own = ['rooms', 'profile', 'activity', 'search?q=hello']
const admin = ['people', 'activity', 'settings', 'about'].map((section) => `admin/${section}`)
const strangers = ['sign-in', 'register', 'docs/api']

type Shift = PerformanceEntry & {
  sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
}

/** Keeps what moves up or down once the page hears what is pressed. */
const watchMoves = (page: Page) =>
  page.addInitScript(() => {
    const moves: string[] = []
    Object.assign(window, { moves })
    const watcher = new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as Shift[])
        for (const { node, previousRect, currentRect } of sources)
          if (Math.abs(previousRect.y - currentRect.y) >= 1)
            moves.push(`${node?.textContent?.slice(0, 60)}: ${previousRect.y} → ${currentRect.y}`)
    })
    document.addEventListener('rooms:ready', () => watcher.observe({ type: 'layout-shift' }))
  })

/** A window so high that all of a page is in it: a browser counts nothing that moves out of sight. */
async function expectStill(page: Page, width: number, paths: readonly string[]): Promise<void> {
  await page.setViewportSize({ width, height: 4000 })
  for (const path of paths) {
    await page.goto(`/${path}`, { waitUntil: 'networkidle' })
    const moves = await page.evaluate(() => (window as typeof window & { moves: string[] }).moves)
    expect.soft(moves, `what moved at /${path}, ${width} px wide`).toEqual([])
    await expectNoSideways(page)
  }
}

test('nothing is moved by what comes to a page that can be used: one would press beside it', async ({
  serve,
  signUp,
  visit,
}) => {
  const { url } = await serve({ LIMIT_PAGES_PER_10S_PER_ADDRESS: '1000' })
  const [{ page, program }, bob] = [await signUp('Ana', url), await signUp('Bob', url)]
  const room = await createRoom(program, [bob.program], { name: 'Kitchen' })
  await watchMoves(page)
  await expectStill(page, 375, [...own, `rooms/${room.id}`, ...admin])
  await expectStill(page, 1280, ['rooms', 'profile', 'admin/activity'])
  const guest = await visit()
  await watchMoves(guest)
  await expectStill(guest, 375, strangers)
})

test('what is said about a password that is being chosen moves nothing', async ({ visit }) => {
  const page = await visit()
  await page.setViewportSize({ width: 375, height: 667 })
  await page.goto('/register')
  const button = page.getByRole('button', { name: 'Create account' })
  const strong = async () => {
    const before = await button.boundingBox()
    await page.getByLabel('Password').fill('a green chair sings at noon')
    await expect(page.getByText('A strong password.')).toBeVisible()
    expect(await button.boundingBox()).toEqual(before)
  }
  await strong()
  await page.getByLabel('Password').fill('password1')
  await expect(page.getByText('Too easy to guess.')).toBeVisible()
  await strong()
})
