import type { Room } from '#lib/rooms/schema.ts'
import { expect, message, say, test } from '../fixtures.ts'

test('a direct room is called by who else is in it', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const rooms = bob.page.getByRole('navigation', { name: 'Rooms' })
  await expect(rooms.getByText('You are in no room yet')).toBeVisible()
  const userIds = [bob.program.user.id]
  const room = await ana.program.post<Room>('/rooms', { visibility: 'direct', userIds })
  await rooms.getByRole('link', { name: 'Ana' }).click()
  await expect(bob.page.getByRole('heading', { level: 1, name: 'Ana' })).toBeVisible()
  await expect(bob.page).toHaveTitle('Ana · Rooms')
  await expect(bob.page.getByText(/your conversation with Ana begins/)).toBeVisible()
  await ana.page.goto(`/rooms/${room.id}`)
  await expect(ana.page.getByRole('textbox', { name: 'Message Bob' })).toBeVisible()
  await say(ana.page, 'Only for you')
  await expect(message(bob.page, 'Only for you')).toBeVisible()
})
