import type { Locator } from '@playwright/test'
import { createRoom } from '../client.ts'
import { expect, test } from '../fixtures.ts'

const send =
  (ana: { program: { post: (path: string, body: object) => Promise<unknown> } }, roomId: string) =>
  async (content: string) => {
    await ana.program.post(`/rooms/${roomId}/messages`, { clientId: crypto.randomUUID(), content })
  }

test('each block of a message goes in its own direction, and code says what it is', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const room = await createRoom(ana.program, [], { name: 'Attic' })
  const say = send(ana, room.id)
  await say('English\n\nשלום\n\n> ציטוט\n\n- פריט\n- item\n\n7) seven')
  await say('text ```js\nconst a = 1\n``` after')
  await ana.opens(room)
  const text = ana.page.getByTestId('message-text')
  const directions = { English: 'ltr', שלום: 'rtl', ציטוט: 'rtl', פריט: 'rtl', item: 'ltr' }
  for (const [words, direction] of Object.entries(directions))
    await expect(text.getByText(words, { exact: true })).toHaveCSS('direction', direction)
  const quote = text.locator('blockquote')
  await expect(quote).toHaveCSS('border-right-width', '2px')
  await expect(text.first()).toContainText('7)')
  await expect(text.last()).toHaveText('textjsconst a = 1after')
})

test('what one letter stacks covers nothing that others wrote; common marks are not cut', async ({
  signUp,
}) => {
  const ana = await signUp('Ana')
  const { page } = ana
  const room = await createRoom(ana.program, [], { name: 'Attic' })
  const say = send(ana, room.id)
  const stacked = (letter: string, above: number, below: number) =>
    letter + '\u0302'.repeat(above) + '\u0323'.repeat(below)
  await say('Above gjpqy')
  await say([...'STORM'].map((letter) => stacked(letter, 64, 64)).join(''))
  await say('Below ÄÖÜ')
  await say([...'CALM'].map((letter) => stacked(letter, 3, 1)).join(''))
  await page.goto(`/rooms/${room.id}`)
  const rows = page.getByTestId('message')
  await expect(rows).toHaveCount(4)
  await page.mouse.move(0, 0)
  const set = (part: Locator, property: string, value: string) =>
    part.evaluate((one: HTMLElement, [name, is]) => one.style.setProperty(name, is), [
      property,
      value,
    ] as const)
  for (const at of [0, 2]) {
    const covered = await rows.nth(at).screenshot()
    await set(rows.nth(1), 'visibility', 'hidden')
    expect(covered.equals(await rows.nth(at).screenshot()), `row ${at}`).toBe(true)
    await set(rows.nth(1), 'visibility', '')
  }
  // Nothing is cut: without the edge it looks the same.
  const calm = rows.nth(3)
  const before = await calm.screenshot()
  await set(calm.getByTestId('message-text'), 'overflow', 'visible')
  expect(before.equals(await calm.screenshot())).toBe(true)
})
