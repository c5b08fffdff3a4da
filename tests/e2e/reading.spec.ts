import type { Page } from '@playwright/test'
import { createRoom, type Program, say as post } from '../client.ts'
import { act, expect, expectNoSeriousAxe, message, say, test } from '../fixtures.ts'

/** A public room whose first `count` messages are the owner's: "message 1", "message 2" … */
async function roomWith(owner: Program, count: number, name: string) {
  const room = await createRoom(owner, [], { name, visibility: 'public' })
  // One after the other: their order is what the tests look at.
  for (let n = 1; n <= count; n++)
    await owner.post(`/rooms/${room.id}/messages`, {
      clientId: crypto.randomUUID(),
      content: `message ${n}`,
    })
  return room
}
const join = (program: Program, room: { id: string }) => program.post(`/rooms/${room.id}/join`)
const list = (page: Page) => page.getByRole('list', { name: 'Messages' })
const bySeq = (page: Page, seq: number) => page.locator(`[data-testid="message"][data-seq="${seq}"]`)

/**
 * Scrolls the list to its upper edge; tells which message stands at the top of the view,
 * and where. That is known once the rows there are drawn: until then those of the place
 * one came from may still be, further down.
 */
const toUpperEdge = (page: Page) =>
  list(page).evaluate((ol) => {
    const box = ol.parentElement?.parentElement as HTMLElement
    box.scrollTop = 0
    return new Promise<{ seq: number; top: number; height: number }>((resolve) => {
      requestAnimationFrame(function look() {
        const edge = box.getBoundingClientRect().top
        const rows = [...box.querySelectorAll<HTMLElement>('[data-seq]')]
        const row = rows.find((one) => one.getBoundingClientRect().top >= edge)
        const seq = Number(row?.dataset.seq)
        const top = row?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY
        // Nothing but the line of the day stands above the first message of a page.
        if (top < edge + 100 || seq <= 2) resolve({ seq, top, height: box.scrollHeight })
        else requestAnimationFrame(look)
      })
    })
  })

test('a long history: the reader’s line stays while pages come, little is held, and one press leads back', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await roomWith(ana.program, 900, 'Library')
  await join(bob.program, room)
  const { page } = bob
  await page.goto(`/rooms/${room.id}`)
  await expect(bySeq(page, 900)).toBeInViewport()

  let highest = 0
  for (let seq = 900; seq > 2; ) {
    const before = await toUpperEdge(page)
    expect(before.seq).toBeLessThan(seq)
    ;({ seq } = before)
    highest = Math.max(highest, before.height)
    if (seq <= 2) break
    // The page before it is here, and the message has not moved.
    await expect(bySeq(page, seq - 2)).toBeAttached()
    const { top } = await bySeq(page, seq).evaluate((row) => ({ top: row.getBoundingClientRect().top }))
    expect(Math.abs(top - before.top), `message ${seq} moved`).toBeLessThanOrEqual(1)
  }
  await expect(page.getByText('This is where Library begins.')).toBeVisible()
  expect(await page.getByTestId('message').count(), 'drawn').toBeLessThan(80)
  expect(highest, 'as high as 600 messages').toBeLessThan(25_000)

  await page.getByRole('button', { name: 'Newest messages' }).click()
  await expect(bySeq(page, 900)).toBeInViewport()
  await expectNoSeriousAxe(page)
})

test('a link opens around its message, centred and marked; the day stays in sight; pages load downwards', async ({
  signUp,
}) => {
  const ana = await signUp('Ana')
  const room = await roomWith(ana.program, 300, 'Museum')
  const { page } = ana
  await page.goto(`/rooms/${room.id}?message=100`)
  await expect(bySeq(page, 100)).toBeInViewport()
  await expect(bySeq(page, 100)).toHaveClass(/ring-accent/)
  // Still so when the pages around it have come.
  await page.waitForLoadState('networkidle')
  const [row, view] = [await bySeq(page, 100).boundingBox(), page.viewportSize()]
  const middle = ((row?.y ?? 0) + (row?.height ?? 0) / 2) / (view?.height ?? 1)
  expect(middle).toBeGreaterThan(0.3)
  expect(middle).toBeLessThan(0.7)
  await expect(page.getByTestId('current-day')).toHaveText('Today')

  await list(page).hover()
  const scrollToEnd = async () => {
    await page.mouse.wheel(0, 2_000)
    return bySeq(page, 300).isVisible()
  }
  await expect.poll(scrollToEnd).toBe(true)
  await expect(bySeq(page, 300)).toBeInViewport()

  // Another link into the room that is open, to what is not loaded.
  await page.goto(`/rooms/${room.id}?message=7`)
  await expect(bySeq(page, 7)).toBeInViewport()
})

test('lines are no longer than eyes follow; what is tall is folded, and opens for whoever is led into it', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  const say = (content: string) =>
    program.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content })
  await say('word '.repeat(100))
  await say(`tall\n${'line\n'.repeat(60)}the last words`)
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto(`/rooms/${room.id}`)
  const more = page.getByRole('button', { name: 'Show more' })
  await expect(more).toHaveCount(1)
  const wide = await message(page, 'word word').locator('p[dir]').last().boundingBox()
  expect(wide?.width).toBeLessThanOrEqual(720)
  const text = page.getByTestId('message-text').filter({ hasText: 'tall' }).locator('../..')
  const height = async () => (await text.boundingBox())?.height ?? 0
  expect(await height()).toBeLessThanOrEqual(480)
  await expectNoSeriousAxe(page)
  await more.click()
  await expect.poll(height).toBeGreaterThan(1_000)
  await page.getByRole('button', { name: 'Show less' }).click()
  await expect.poll(height).toBeLessThanOrEqual(480)
  // As the browser's own search does with what it finds below the fold.
  await text.evaluate((box) => {
    box.scrollTop = 300
  })
  await expect.poll(height).toBeGreaterThan(1_000)
  await page.goto(`/rooms/${room.id}?message=2`)
  await expect(page.getByRole('button', { name: 'Show less' }), 'a link opens it').toBeVisible()
})

test('new messages move nobody who reads further up; own ones lead to the end', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await roomWith(ana.program, 60, 'Archive')
  await join(bob.program, room)
  const { page } = bob
  await page.goto(`/rooms/${room.id}`)
  await expect(bySeq(page, 60)).toBeInViewport()
  const line = await ana.program.connect()
  await post(line, room.id, 'at the end')
  await expect(message(page, 'at the end')).toBeInViewport()

  await list(page).hover()
  await page.mouse.wheel(0, -600)
  await expect(bySeq(page, 61)).not.toBeInViewport()
  const seen = page.getByTestId('message').nth(20)
  const before = await seen.boundingBox()
  for (const words of ['one', 'two', 'three']) await post(line, room.id, words)
  const pill = page.getByRole('button', { name: '3 new messages' })
  await expect(pill).toBeVisible()
  expect(await seen.boundingBox()).toEqual(before)
  await pill.click()
  await expect(message(page, 'three')).toBeInViewport()
  await expect(page.getByRole('button', { name: /new messages?$/ })).toHaveCount(0)

  await page.mouse.wheel(0, -600)
  await expect(message(page, 'three')).not.toBeInViewport()
  await say(page, 'my own')
  await expect(message(page, 'my own')).toBeInViewport()
})

test('what is new has a line that stays while it is read, whoever writes, until Escape', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await roomWith(ana.program, 40, 'Gallery')
  await join(bob.program, room)
  const line = await ana.program.connect()
  for (let n = 1; n <= 37; n++) await post(line, room.id, `new ${n}`)
  const { page } = bob
  await page.goto(`/rooms/${room.id}`)
  const divider = page.getByRole('separator', { name: 'New messages' })
  await expect(divider).toBeInViewport()
  await expect(message(page, 'new 1').first()).toBeInViewport()
  await expect(page.getByRole('button', { name: /^37 new since / })).toBeVisible()
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await expect
    .poll(async () => (await bob.program.get<{ unreadCount: number }>(`/rooms/${room.id}`)).unreadCount)
    .toBe(0)
  await expect(divider).toBeAttached()

  await say(page, 'mine')
  await expect(message(page, 'mine')).toBeInViewport()
  await page.goto(`/rooms/${room.id}?message=41`)
  await expect(divider).toHaveCount(0)
})

test('read means seen: not while the tab is hidden, and not what is marked as unread', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await roomWith(ana.program, 3, 'Study')
  await join(bob.program, room)
  const { page } = bob
  const unread = async () => (await bob.program.get<{ unreadCount: number }>(`/rooms/${room.id}`)).unreadCount
  await page.goto(`/rooms/${room.id}`)
  await expect(bySeq(page, 3)).toBeVisible()
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await show('hidden')
  const line = await ana.program.connect()
  await post(line, room.id, 'behind your back')
  await expect(message(page, 'behind your back')).toBeAttached()
  await expect(page.getByRole('separator', { name: 'New messages' })).toBeAttached()
  expect(await unread()).toBe(1)
  await show('visible')
  await expect.poll(unread).toBe(0)
  await page.getByRole('textbox', { name: 'Message #Study' }).press('Escape')
  await expect(page.getByRole('separator', { name: 'New messages' })).toHaveCount(0)

  await act(page, 'message 2', 'Mark unread from here')
  await expect.poll(unread).toBe(3)
  await page.getByRole('link', { name: 'All rooms' }).click()
  await expect(
    page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: /^Study ?, 3 unread/ }),
  ).toBeVisible()
})

test('the keyboard reaches every message, also those that are not drawn', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const room = await roomWith(ana.program, 60, 'Theatre')
  const { page } = ana
  await page.goto(`/rooms/${room.id}`)
  await expect(bySeq(page, 60)).toBeInViewport()
  await bySeq(page, 60).focus()
  for (let up = 0; up < 40; up++) await page.keyboard.press('ArrowUp')
  await expect(bySeq(page, 20)).toBeFocused()
  await expect(bySeq(page, 20)).toBeInViewport()
  // Scrolled out of sight, it keeps the focus.
  await list(page).hover()
  await page.mouse.wheel(0, 5_000)
  await expect(bySeq(page, 60)).toBeInViewport()
  await page.keyboard.press('ArrowDown')
  await expect(bySeq(page, 21)).toBeFocused()
})
