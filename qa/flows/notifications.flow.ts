import { cannotCheck, expect, named, test } from 'rooms/qa'

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

test('Notifications: the browser shows what is said elsewhere, until it was read', async ({
  ana,
  bob,
  room,
}) => {
  const { page } = bob
  await page.context().grantPermissions(['notifications'])
  await page.goto('/profile')
  if (!(await page.evaluate(() => isSecureContext))) return cannotCheck('notifications need https')
  await named(page, 'turnOnNotifications').click()
  await expect(page.getByText('On in this browser')).toBeVisible()
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      return (await registration.getNotifications()).map(({ title, body }) => `${title} | ${body}`)
    })
  await ana.posts('The post is here')
  await expect.poll(shown).toEqual([`${room.name} | ${ana.program.user.name}: The post is here`])
  await bob.opens(room)
  await expect.poll(shown).toEqual([])
})
