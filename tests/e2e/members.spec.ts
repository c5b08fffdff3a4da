import { createRoom, register } from '../client.ts'
import { expect, expectNoSeriousAxe, message, say, test } from '../fixtures.ts'

test('an owner adds people by name, gives roles and takes them, and removes', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob Builder')]
  const room = await createRoom(ana.program, [], { name: 'Vault', visibility: 'private' })
  await bob.page.goto('/rooms')
  await ana.opens(room)
  await ana.posts('something to come to')
  await ana.page.getByRole('button', { name: 'Members' }).click()
  const panel = ana.page.getByRole('complementary', { name: 'Members' })
  await panel.getByRole('button', { name: 'Add people' }).click()
  const dialog = ana.page.getByRole('dialog', { name: 'Add people to Vault' })
  await dialog.getByLabel('Name or email').fill('builder')
  await dialog.getByRole('button', { name: 'Add Bob Builder' }).first().click()
  await expect(dialog.getByText('In the room')).toBeVisible()
  await expectNoSeriousAxe(ana.page)
  await ana.page.keyboard.press('Escape')
  await ana.sees('Bob Builder joined')

  await expect(bob.page.getByText('Ana added you to Vault.'), 'at once').toBeVisible()
  const vault = bob.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Vault' })
  await expect(vault).toHaveAttribute('data-unread', '0')
  await bob.page.getByRole('button', { name: 'Open', exact: true }).click()
  await bob.page.getByRole('button', { name: 'Members' }).click()
  const his = bob.page.getByRole('complementary', { name: 'Members' })
  await expect(his.getByText('Bob Builder')).toBeVisible()
  await expect(his.getByRole('button', { name: 'Add people' }), 'for moderators').toHaveCount(0)

  await panel.getByRole('button', { name: 'Options for Bob Builder' }).click()
  await expectNoSeriousAxe(ana.page)
  await ana.page.getByRole('menuitemradio', { name: 'Moderator' }).click()
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Change role' }).click()
  await expect(his.getByText('Moderator')).toBeVisible()
  await expect(his.getByRole('button', { name: 'Add people' })).toBeVisible()

  await panel.getByRole('button', { name: 'Options for Ana' }).click()
  await ana.page.getByRole('menuitemradio', { name: 'Member', exact: true }).click()
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Change role' }).click()
  await expect(ana.page.getByRole('alertdialog'), 'the last owner').toContainText('You are the only owner')
  await ana.page.getByRole('button', { name: 'Cancel' }).click()

  await panel.getByRole('button', { name: /^Bob Builder/ }).click()
  const card = ana.page.getByRole('dialog', { name: 'Bob Builder' })
  await expect(card.getByText('Here now')).toBeVisible()
  await expectNoSeriousAxe(ana.page)
  await card.getByRole('combobox', { name: 'Role' }).click()
  await ana.page.getByRole('option', { name: 'Member', exact: true }).click()
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Change role' }).click()
  await expect(his.getByText('Moderator')).toHaveCount(0)

  await panel.getByRole('button', { name: 'Options for Bob Builder' }).click()
  await ana.page.getByRole('menuitem', { name: 'Remove from room' }).click()
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Remove from room' }).click()
  await expect(bob.page.getByText('This room is closed to you')).toBeVisible()
  await expect(panel.getByText('Bob Builder')).toHaveCount(0)
})

test('an only owner is told before leaving that somebody else has to own the room, and hands it over', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Lobby' })
  await ana.opens(room)
  await ana.posts('something to leave behind')
  await bob.opens(room)
  await ana.page.getByRole('button', { name: 'Room menu' }).click()
  await ana.page.getByRole('menuitem', { name: 'Leave room' }).click()
  const dialog = ana.page.getByRole('dialog', { name: 'Leave Lobby?' })
  await expect(dialog.getByText('You are its only owner')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Hand over and leave' })).toBeDisabled()
  await dialog.getByRole('radio', { name: 'Bob' }).check()
  await expectNoSeriousAxe(ana.page)
  await dialog.getByRole('button', { name: 'Hand over and leave' }).click()
  await expect(ana.page).toHaveURL('/rooms')
  await expect(message(bob.page, 'Ana left'), 'by the name of one who is not here any more').toBeVisible()
  await bob.page.getByRole('button', { name: 'Room menu' }).click()
  await expect(bob.page.getByRole('menuitem', { name: 'Edit room' }), 'the new owner').toBeVisible()
  await bob.page.getByRole('menuitem', { name: 'Leave room' }).click()
  await expect(bob.page.getByText('You are the last one here')).toBeVisible()
})

test('a message to one person, from the list of members, is a direct room', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Lobby' })
  await bob.page.goto('/rooms')
  await ana.opens(room)
  await ana.page.getByRole('button', { name: 'Members' }).click()
  await ana.page.getByRole('button', { name: 'Options for Bob' }).click()
  await ana.page.getByRole('menuitem', { name: 'Message', exact: true }).click()
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Bob' })).toBeVisible()
  await ana.posts('Between us')
  await bob.page.getByRole('list', { name: 'People' }).getByRole('link', { name: /^Ana/ }).click()
  await bob.sees('Between us')

  await ana.posts('And here')
  await ana.opens(room)
  await ana.posts('Hello all')
  await bob.opens(room)
  await message(bob.page, 'Hello all').getByRole('button', { name: 'Ana', exact: true }).click()
  await expectNoSeriousAxe(bob.page)
  await bob.page.getByRole('dialog', { name: 'Ana' }).getByRole('button', { name: 'Message' }).click()
  await expect(message(bob.page, 'And here'), 'the room there is, from a name on a message').toBeVisible()
})

test('a new name is seen at once: in one’s other tabs, in direct rooms, among the members', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Lobby' })
  await ana.program.post('/rooms', { visibility: 'direct', userIds: [bob.program.user.id] })
  await ana.opens(room)
  await ana.page.getByRole('button', { name: 'Members' }).click()
  await expect(
    ana.page.getByRole('list', { name: 'People' }).getByRole('link', { name: 'Bob' }),
  ).toBeVisible()

  const tab = await bob.page.context().newPage()
  await tab.goto(`/rooms/${room.id}`)
  await expect(tab.getByRole('button', { name: 'Account: Bob' })).toBeVisible()
  await bob.page.goto('/profile')
  await bob.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Robert')
  await bob.page.getByRole('button', { name: 'Save name' }).click()
  for (const page of [bob.page, tab])
    await expect(page.getByRole('button', { name: 'Account: Robert' })).toBeVisible()
  await expect(
    ana.page.getByRole('list', { name: 'People' }).getByRole('link', { name: 'Robert' }),
  ).toBeVisible()
  await expect(ana.page.getByRole('complementary', { name: 'Members' }).getByText('Robert')).toBeVisible()
  await say(tab, 'Call me Robert')
  await expect(message(ana.page, 'Call me Robert')).toContainText('Robert')
})

test('among many members one is found by name', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const crowd = await Promise.all(
    Array.from({ length: 20 }, (_, n) => register(ana.program.url, `Member ${n}`)),
  )
  const room = await createRoom(ana.program, crowd, { name: 'Hall' })
  await ana.opens(room)
  await ana.page.getByRole('button', { name: 'Members' }).click()
  const panel = ana.page.getByRole('complementary', { name: 'Members' })
  await expect(panel.getByRole('listitem')).toHaveCount(21)
  await panel.getByLabel('Find a member').fill('member 17')
  await expect(panel.getByRole('listitem')).toHaveText([/Member 17/])
  await expectNoSeriousAxe(ana.page)
})
