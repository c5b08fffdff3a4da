import type { Message } from '#lib/messages/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom } from '../client.ts'
import { expect, say, test } from '../fixtures.ts'

test('whoever is in no room yet is shown those that may be joined', async ({ signUp, serve }) => {
  const server = await serve({})
  const bob = await signUp('Bob', server.url)
  await bob.page.goto('/rooms')
  await expect(bob.page.getByRole('heading', { name: 'No rooms yet' })).toBeVisible()
  const ana = await signUp('Ana', server.url)
  const garden = await createRoom(ana.program, [], { visibility: 'public' })
  await createRoom(ana.program, [], { name: 'Cellar', visibility: 'private' })
  await bob.page.reload()
  await expect(bob.page.getByRole('heading', { name: 'Rooms you can join' })).toBeVisible()
  await expect(bob.page.getByRole('link', { name: 'Cellar' })).toHaveCount(0)
  await bob.page.getByRole('button', { name: 'Join Garden' }).click()
  await expect(bob.page).toHaveURL(new RegExp(garden.id))
})

test('on a phone the list of rooms follows what happens in them', async ({ signUp, expectedErrors }) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED|WebSocket connection/)
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const garden = await createRoom(ana.program, [bob.program], { visibility: 'public' })
  const { page } = bob
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/rooms')
  const list = page.getByRole('list', { name: 'Rooms found' })
  const room = (name: string) => list.getByRole('listitem').filter({ has: page.getByRole('link', { name }) })
  await expect(room('Garden')).toContainText('2 members')

  const userIds = [bob.program.user.id]
  const direct = await ana.program.post<Room>('/rooms', { visibility: 'direct', userIds })
  const post = (roomId: string, content: string) =>
    ana.program.post<Message>(`/rooms/${roomId}/messages`, { clientId: crypto.randomUUID(), content })
  await post(direct.id, 'only for you')
  await expect(room('Ana')).toContainText('1')
  await expect(room('Ana')).toContainText('only for you')
  await expect(list.getByRole('link')).toHaveText(['Ana', 'Garden'])
  const { id } = await post(garden.id, `for <@${bob.program.user.id}>`)
  await expect(room('Garden')).toContainText('@1')
  await expect(room('Garden')).toContainText('Ana: for @Bob')
  await expect(list.getByRole('link')).toHaveText(['Garden', 'Ana'])

  await ana.program.http('DELETE', `/rooms/${garden.id}/messages/${id}`)
  await expect(room('Garden')).toContainText('Message deleted')

  const eve = await signUp('Eve')
  await eve.program.http('POST', `/rooms/${garden.id}/join`)
  await room('Garden').getByRole('link').click()
  await expect(page.getByRole('textbox', { name: 'Message #Garden' })).toBeVisible()
  await page.context().setOffline(true)
  await say(page, 'wait for me')
  await page.getByRole('link', { name: 'Back to all rooms' }).click()
  await expect(room('Garden')).toContainText('Not sent yet: wait for me')
  await expect(room('Ana'), 'what is known is kept').toContainText('only for you')
  await page.context().setOffline(false)
  await expect(room('Garden')).toContainText('You: wait for me')
  await expect(room('Garden'), 'as of when one looks').toContainText('3 members')
  await ana.program.http('DELETE', `/rooms/${garden.id}/members/${bob.program.user.id}`)
  await expect(list.getByRole('link')).toHaveText(['Ana'])
})

test('a dialog begins at its first field', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  await page.goto('/rooms')
  await page.getByRole('main').getByRole('button', { name: 'New room' }).click()
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused()
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  await page
    .getByRole('button', { name: /Members|member/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Add people' }).click()
  await expect(page.getByRole('dialog').getByLabel('Name or email')).toBeFocused()
})

test('the sidebar folds away and stays so; the keys are told where one looks', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  await createRoom(program)
  await page.goto('/rooms')
  const garden = page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Garden' })
  await expect(garden).toBeVisible()
  await expect(page.getByRole('button', { name: 'Go to…' })).toContainText('Ctrl+K')
  const kept = page.waitForResponse((answer) => answer.request().headers()['next-action'] !== undefined)
  await page.getByRole('button', { name: 'Fold the sidebar away' }).click()
  await expect(garden).toBeHidden()
  await kept
  await page.reload()
  await expect(page.getByRole('button', { name: 'Show the sidebar' })).toBeVisible()
  await page.keyboard.press('Control+Shift+D')
  await expect(garden).toBeVisible()
  await page
    .getByRole('button', { name: 'Account: Ana' })
    .or(page.getByRole('button', { name: /Ana/ }))
    .click()
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click()
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})
