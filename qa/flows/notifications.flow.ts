import { expect, named, test } from 'rooms/qa'

test('Notifications: what is new elsewhere is counted, and read when seen', async ({ ana, bob, room }) => {
  await bob.page.goto('/rooms')
  const link = named(bob.page, 'rooms').getByRole('link', { name: room.name })
  await expect(link).toBeVisible()
  await ana.posts('Dinner is ready')
  await test.step('in the list of rooms', async () => {
    await expect(named(bob.page, 'rooms').getByRole('link', { name: /1 unread/ })).toBeVisible()
  })
  await test.step('in the title of the tab', async () => {
    await expect(bob.page).toHaveTitle(/^\(1\)/)
  })
  await test.step('and no more once it was read', async () => {
    await link.click()
    await bob.sees('Dinner is ready')
    await expect(bob.page).not.toHaveTitle(/^\(1\)/)
  })
})
