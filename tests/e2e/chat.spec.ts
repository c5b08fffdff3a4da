import { createRoom } from '../client.ts'
import { act, expect, expectNoSeriousAxe, message, test } from '../fixtures.ts'

test('two people talk: both ways, edits, reactions, deletion, history after a reload, archive', async ({
  signUp,
}) => {
  const ana = await signUp('Ana')
  await ana.page.goto('/rooms')
  await ana.page.getByRole('button', { name: 'New room' }).first().click()
  const dialog = ana.page.getByRole('dialog', { name: 'New room' })
  await dialog.getByLabel('Name').fill('Orchard')
  await dialog.getByLabel('Description').fill('What grows')
  await dialog.getByRole('button', { name: 'Create room' }).click()
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Orchard' })).toBeVisible()

  const bob = await signUp('Bob')
  await bob.page.goto('/rooms')
  await bob.page.getByRole('link', { name: 'Browse' }).click()
  await bob.page.getByRole('button', { name: 'Join Orchard' }).click()
  await bob.page.getByRole('link', { name: 'Orchard' }).first().click()
  await expect(bob.page.getByRole('heading', { level: 1, name: 'Orchard' })).toBeVisible()

  await ana.posts('Hello Bob')
  await bob.sees('Hello Bob')
  await bob.posts('Helo Ana')
  await ana.sees('Helo Ana')

  await act(bob.page, 'Helo Ana', 'Edit')
  await bob.page.getByRole('textbox', { name: 'Edit message' }).fill('Hello Ana')
  await bob.page.getByRole('button', { name: 'Save' }).click()
  await ana.sees('Hello Ana')

  await message(ana.page, 'Hello Ana').hover()
  await message(ana.page, 'Hello Ana').getByRole('button', { name: 'React with 👍' }).click()
  await expect(message(bob.page, 'Hello Ana').getByRole('button', { name: '👍 1' })).toBeVisible()

  await act(ana.page, 'Hello Bob', 'Delete')
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Delete message' }).click()
  await expect(bob.page.getByText('Message deleted')).toBeVisible()
  await bob.doesNotSee('Hello Bob')

  await bob.page.reload()
  await bob.sees('Hello Ana')
  await expect(bob.page.getByText('Message deleted')).toBeVisible()
  await expectNoSeriousAxe(bob.page)

  await ana.page.getByRole('button', { name: 'Room menu' }).click()
  await ana.page.getByRole('menuitem', { name: 'Archive room' }).click()
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Archive room' }).click()
  for (const { page } of [ana, bob]) {
    await expect(page.getByText('This room is archived')).toBeVisible()
    await expect(page.getByRole('textbox', { name: /^Message / })).toHaveCount(0)
  }
  await expect(message(bob.page, 'Hello Ana'), 'readable').toBeVisible()
})

test('what is unread is counted, shown at its place, and read when seen', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Kitchen' })
  await bob.page.goto('/rooms')
  const rooms = bob.page.getByRole('navigation', { name: 'Rooms' })
  await expect(rooms.getByRole('link', { name: /^Kitchen/ })).toBeVisible()

  const line = await ana.program.connect()
  for (const content of ['one', 'two', `three <@${bob.program.user.id}>`])
    await line.send('message:post', { roomId: room.id, clientId: crypto.randomUUID(), content })
  // Bob, from another device: nothing of it is news to him.
  const own = { clientId: crypto.randomUUID(), content: 'mine, <@room>' }
  await bob.program.post(`/rooms/${room.id}/messages`, own)
  await line.send('message:post', { roomId: room.id, clientId: crypto.randomUUID(), content: 'four' })
  await expect(rooms.getByRole('link', { name: /^Kitchen ?, 4 unread/ })).toBeVisible()
  await expect(rooms.getByRole('link', { name: /1 mention/ })).toBeVisible()

  await rooms.getByRole('link', { name: /^Kitchen/ }).click()
  await expect(bob.page.getByRole('separator', { name: 'New messages' })).toBeVisible()
  await bob.sees('three')
  await expect(rooms.getByRole('link', { name: /unread/ })).toHaveCount(0)
  await expect
    .poll(async () => (await bob.program.get<{ unreadCount: number }>(`/rooms/${room.id}`)).unreadCount)
    .toBe(0)
})

test('what is typed while the connection is away is sent once it is back, in order, once', async ({
  signUp,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED|WebSocket connection/)
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Cellar' })
  for (const { page } of [ana, bob]) {
    await page.goto(`/rooms/${room.id}`)
    await expect(page.getByRole('textbox', { name: /^Message / })).toBeVisible()
  }
  await ana.posts('before')
  await bob.sees('before')
  await ana.goesOffline()
  for (const words of ['first', 'second', 'third']) await ana.posts(words)
  await ana.sees('third')
  await ana.comesBack()
  await expect(message(bob.page, 'third')).toBeVisible({ timeout: 30_000 })
  await expect(bob.page.getByTestId('message-text')).toHaveText(['before', 'first', 'second', 'third'])
  await expect(ana.page.getByTestId('message-text')).toHaveText(['before', 'first', 'second', 'third'])
})
