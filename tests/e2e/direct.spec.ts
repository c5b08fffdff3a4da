import type { Room } from '#lib/rooms/schema.ts'
import { register } from '../client.ts'
import { expect, expectNoSeriousAxe, message, test } from '../fixtures.ts'

test('a direct room is called by who else is in it', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  await bob.page.goto('/rooms')
  const rooms = bob.page.getByRole('navigation', { name: 'Rooms' })
  await expect(rooms.getByText('You are in no room yet')).toBeVisible()
  const userIds = [bob.program.user.id]
  const room = await ana.program.post<Room>('/rooms', { visibility: 'direct', userIds })
  await rooms.getByRole('link', { name: 'Ana' }).click()
  await expect(bob.page.getByRole('heading', { level: 1, name: 'Ana' })).toBeVisible()
  await expect(bob.page).toHaveTitle('Ana · Rooms')
  await expect(bob.page.getByText(/your conversation with Ana begins/)).toBeVisible()
  await ana.opens(room)
  await expect(ana.page.getByRole('textbox', { name: 'Message Bob' })).toBeVisible()
  await ana.posts('Only for you')
  await bob.sees('Only for you')
})

test('a new message to several is one conversation, by whoever of them begins it', async ({ signUp }) => {
  const [ana, cleo] = [await signUp('Ana Arch'), await signUp('Cleo Cobble')]
  await register(ana.program.url, 'Bob Bricks')
  for (const { page } of [ana, cleo]) await page.goto('/rooms')
  const begin = async ({ page }: typeof ana, ...names: string[]) => {
    await page.getByRole('button', { name: 'New message' }).click()
    const dialog = page.getByRole('dialog', { name: 'New message' })
    await expect(dialog.getByRole('button', { name: 'Start' })).toBeDisabled()
    for (const name of names) {
      await dialog.getByLabel('To', { exact: true }).fill(name)
      await dialog.getByRole('button', { name, exact: true }).first().click()
    }
    await expect(dialog.getByRole('list', { name: 'Chosen' }).getByRole('listitem')).toHaveCount(names.length)
    await expectNoSeriousAxe(page)
    await dialog.getByRole('button', { name: 'Start' }).click()
  }
  await begin(ana, 'Bob Bricks', 'Cleo Cobble')
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Bob Bricks, Cleo Cobble' })).toBeVisible()
  await ana.posts('The three of us')
  await begin(cleo, 'Ana Arch', 'Bob Bricks')
  await expect(message(cleo.page, 'The three of us'), 'the one there is').toBeVisible()
})
