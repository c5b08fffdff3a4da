import { expect, named, test } from 'rooms/qa'

test('Rooms: one is made, somebody is added, and talks there', async ({ ana, newcomer }) => {
  const bob = await newcomer('Bob')
  const name = `QA made ${ana.program.user.id.slice(0, 6)}`
  await ana.page.goto('/rooms')
  await test.step('made in the page', async () => {
    await named(ana.page.getByRole('main'), 'newRoom').click()
    const dialog = ana.page.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill(name)
    await dialog.getByRole('radio', { name: 'Private' }).click()
    await named(dialog, 'createRoom').click()
    await expect(ana.page.getByRole('heading', { level: 1, name })).toBeVisible()
  })
  const roomId = new URL(ana.page.url()).pathname.split('/').at(-1)
  await test.step('somebody is added, and sees it at once', async () => {
    await bob.page.goto('/rooms')
    await expect(named(bob.page, 'rooms')).toBeVisible()
    await ana.program.post(`/rooms/${roomId}/members`, { userId: bob.program.user.id })
    await named(bob.page, 'rooms').getByRole('link', { name }).click()
    await ana.posts('Welcome')
    await bob.sees('Welcome')
  })
  await test.step('deleted, it is there for nobody', async () => {
    expect((await ana.program.http('DELETE', `/rooms/${roomId}`)).status).toBeLessThan(300)
    await expect(named(bob.page, 'rooms').getByRole('link', { name })).toHaveCount(0)
    expect((await bob.program.http('GET', `/rooms/${roomId}/messages`)).status).toBe(404)
  })
})
