import type { Page } from '@playwright/test'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, say as post } from '../client.ts'
import { act, expect, expectNoSeriousAxe, message, type Person, test } from '../fixtures.ts'

const sidebar = (page: Page) => page.getByRole('navigation', { name: 'Rooms' })

/** From the sidebar's menu of a room. */
async function choose(page: Page, room: string, item: string) {
  await sidebar(page)
    .getByRole('link', { name: new RegExp(`^${room}`) })
    .click({ button: 'right' })
  await page.getByRole('menu').getByText(item, { exact: true }).click()
}

const unreadOf = async ({ program }: Person, room: Room) =>
  (await program.get<Room>(`/rooms/${room.id}`)).unreadCount

test('badges and the title count what each room’s level asks for, in every tab', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const names = ['Kitchen', 'Cellar', 'Attic'] as const
  const rooms: Room[] = []
  for (const name of names) rooms.push(await createRoom(ana.program, [bob.program], { name }))
  const other = await bob.page.context().newPage()
  await other.goto('/rooms')
  await bob.page.goto('/rooms')
  await choose(bob.page, 'Cellar', 'Mentions only')
  await choose(bob.page, 'Attic', 'Nothing')
  await expect(sidebar(other).getByRole('link', { name: /^Attic ?, muted$/ })).toBeVisible()

  const line = await ana.program.connect()
  for (const room of rooms)
    for (const words of ['hello', `you, <@${bob.program.user.id}>`]) await post(line, room.id, words)
  for (const page of [bob.page, other]) {
    await expect(sidebar(page).getByRole('link', { name: /^Kitchen ?, 2 unread, 1 mention$/ })).toBeVisible()
    await expect(sidebar(page).getByRole('link', { name: /^Cellar ?, 1 mention$/ })).toBeVisible()
    await expect(sidebar(page).getByRole('link', { name: /^Attic ?, muted$/ })).toBeVisible()
    await expect(page).toHaveTitle('(3) All rooms · Rooms')
  }
  await bob.page.reload()
  await expect(bob.page).toHaveTitle('(3) All rooms · Rooms')
  await choose(bob.page, 'Kitchen', 'Mark as read')
  await expect(other).toHaveTitle('(1) All rooms · Rooms')
  await expect.poll(() => Promise.all(rooms.map((room) => unreadOf(bob, room)))).toEqual([0, 2, 2])
})

test('favourites stand on top, and the rest in the order one chose', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  for (const name of ['Attic', 'Barn', 'Cellar']) await createRoom(program, [], { name })
  const barn = (await program.get<{ items: Room[] }>('/rooms?query=Barn')).items[0]
  await page.goto('/rooms')
  const links = sidebar(page).getByRole('link', { name: /^(Attic|Barn|Cellar)/ })
  await expect(links).toHaveText([/^Attic/, /^Barn/, /^Cellar/])
  await choose(page, 'Cellar', 'Add to favourites')
  await expect(links).toHaveText([/^Cellar/, /^Attic/, /^Barn/])
  await expect(page.getByRole('list', { name: 'Favourites' }).getByRole('link')).toHaveCount(1)

  await sidebar(page).getByRole('button', { name: 'Sort rooms' }).click()
  await page.getByRole('menuitemradio', { name: 'By activity' }).click()
  await post(await program.connect(), barn?.id ?? '', 'news')
  await expect(links).toHaveText([/^Cellar/, /^Barn/, /^Attic/])
  await expectNoSeriousAxe(page)
  await page.reload()
  await expect(links).toHaveText([/^Cellar/, /^Barn/, /^Attic/])
  await choose(page, 'Cellar', 'Remove from favourites')
  await expect(page.getByRole('list', { name: 'Favourites' })).toHaveCount(0)
})

test('what is marked as unread stays so until the room is left', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Kitchen' })
  const line = await ana.program.connect()
  for (const words of ['one', 'two', 'three']) await post(line, room.id, words)
  await bob.opens(room)
  await expect.poll(() => unreadOf(bob, room)).toBe(0)

  await act(bob.page, 'two', 'Mark unread from here')
  await expect.poll(() => unreadOf(bob, room)).toBe(2)
  await post(line, room.id, 'four')
  await expect(message(bob.page, 'four')).toBeInViewport()
  await bob.posts('my own')
  await expect(message(bob.page, 'my own')).toBeInViewport()
  await expect.poll(() => unreadOf(bob, room), 'seen, and still unread').toBe(3)
  await expect(bob.page.getByRole('separator', { name: 'New messages' })).toBeVisible()

  await sidebar(bob.page).getByRole('link', { name: 'All rooms' }).click()
  // The list beside it says so before the room is left, too.
  await expect(bob.page).toHaveURL(/\/rooms$/)
  await expect(sidebar(bob.page).getByRole('link', { name: /^Kitchen ?, 3 unread$/ })).toBeVisible()
  await sidebar(bob.page)
    .getByRole('link', { name: /^Kitchen/ })
    .click()
  await expect.poll(() => unreadOf(bob, room)).toBe(0)

  await bob.page.getByRole('button', { name: 'Room menu' }).click()
  await expectNoSeriousAxe(bob.page)
  await bob.page.getByRole('menuitem', { name: 'Mark as unread' }).click()
  await expect.poll(() => unreadOf(bob, room), 'from the newest of somebody else').toBe(1)
})

test('a pencil stands at a room with something begun in it, until it is sent', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  for (const name of ['Attic', 'Barn']) await createRoom(program, [], { name })
  await page.goto('/rooms')
  const link = (name: string) => sidebar(page).getByRole('link', { name: new RegExp(`^${name}`) })
  await link('Attic').click()
  await page.getByRole('textbox', { name: 'Message #Attic' }).fill('to be continued')
  await link('Barn').click()
  await expect(link('Attic')).toHaveAccessibleName(/draft$/)
  await page.reload()
  await expect(link('Attic')).toHaveAccessibleName(/draft$/)
  await link('Attic').click()
  await page.getByRole('textbox', { name: 'Message #Attic' }).press('Enter')
  await expect(message(page, 'to be continued')).toBeVisible()
  await link('Barn').click()
  await expect(page.getByRole('textbox', { name: 'Message #Barn' })).toBeVisible()
  await expect(link('Attic')).not.toHaveAccessibleName(/draft/)
})
