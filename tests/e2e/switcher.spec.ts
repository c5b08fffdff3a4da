import type { Page } from '@playwright/test'
import { createRoom, say as post } from '../client.ts'
import { expect, expectNoSeriousAxe, test } from '../fixtures.ts'

const field = (page: Page) => page.getByRole('combobox', { name: 'Go to a room or a person' })
const options = (page: Page) => page.getByRole('listbox', { name: 'Places to go' }).getByRole('option')
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / })

test('a few letters lead to a room or a person; Escape leads back', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob Fischer')]
  const { page } = ana
  for (const name of ['Attic', 'Barn', 'Cellar']) await createRoom(bob.program, [ana.program], { name })
  await page.goto('/rooms')
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Barn' }).click()
  await composer(page).fill('half a sentence')

  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await expect(options(page)).toHaveText([/Cellar/, /Attic/])
  await expectNoSeriousAxe(page)
  await page.keyboard.press('Escape')
  await expect(composer(page)).toBeFocused()
  await expect(composer(page)).toHaveValue('half a sentence')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('atc')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Attic')).toBeVisible()
  await expect(composer(page)).toBeFocused()

  await page.keyboard.press('Control+k')
  await expect(options(page).first(), 'where one was last').toHaveText(/Barn/)
  await page.keyboard.type('fisch')
  await expect(options(page)).toHaveText([/Bob Fischer.*Message/])
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Bob Fischer')).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('bob')
  await expect(options(page), 'the same room again, not another').toHaveCount(1)
  await page.keyboard.type('nobody at all')
  await expect(page.getByText('Nothing here is called that.')).toBeVisible()
})

test('no letter is lost between the key that opens and the field', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Attic' })
  await page.goto(`/rooms/${room.id}`)
  for (let round = 0; round < 10; round++) {
    await composer(page).focus()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('barn')
    await expect(field(page)).toHaveValue('barn')
    await page.keyboard.press('Escape')
    await expect(composer(page)).toBeFocused()
  }
  await expect(composer(page)).toHaveValue('')
})

test('what is unread comes first, and Alt with arrows walks through rooms', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const { page } = bob
  await page.goto('/rooms')
  const line = await ana.program.connect()
  for (const name of ['Attic', 'Barn', 'Cellar', 'Den']) {
    const room = await createRoom(ana.program, [bob.program], { name })
    if (name === 'Cellar') await post(line, room.id, 'news')
  }
  const rooms = page.getByRole('navigation', { name: 'Rooms' })
  await expect(rooms.getByRole('link', { name: /^Cellar ?, 1 unread/ })).toBeVisible()
  await expect(rooms.getByRole('link', { name: /^Den/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(options(page).first()).toHaveText(/Cellar/)
  await page.keyboard.press('Escape')
  await expect(field(page)).toHaveCount(0)

  for (const [keys, name] of [
    ['Alt+ArrowDown', 'Attic'],
    ['Alt+ArrowDown', 'Barn'],
    ['Alt+ArrowUp', 'Attic'],
    ['Alt+ArrowUp', 'Den'],
    ['Alt+Shift+ArrowUp', 'Cellar'],
  ] as const) {
    await page.keyboard.press(keys)
    await expect(heading(page, name)).toBeVisible()
  }
})

test('“?” shows every key, and is a sign like any other while writing', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Attic' })
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.goto('/rooms')
  await page.keyboard.press('?')
  await expect(dialog.getByText('Go to a room or a person')).toBeVisible()
  await expect(dialog.getByRole('region', { name: 'In a call' })).toBeVisible()
  await expectNoSeriousAxe(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.goto(`/rooms/${room.id}`)
  await composer(page).pressSequentially('Why?')
  await expect(composer(page)).toHaveValue('Why?')
  await expect(dialog).toHaveCount(0)
})
