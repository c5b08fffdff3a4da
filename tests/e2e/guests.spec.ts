import { createRoom } from '../client.ts'
import { expect, expectNoSideways, test } from '../fixtures.ts'

const phone = { width: 375, height: 812 }

test('what a guest sees beside the room is true, and whoever is signed in goes in as themselves', async ({
  signUp,
  visit,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 40[14]/)
  const ana = await signUp('Ana')
  const bob = await signUp('Bob')
  const room = await createRoom(ana.program, [], { name: 'Studio' })
  const { url: address } = await ana.program.post<{ url: string }>(`/rooms/${room.id}/guest-link`)

  await bob.page.goto(address)
  await expect(bob.page.getByText('guest links are for people without an account')).toBeVisible()
  await ana.page.goto(address)
  await ana.page.getByRole('link', { name: 'Go to the room' }).click()
  await expect(ana.page).toHaveURL(`/rooms/${room.id}`)

  const guest = await visit()
  await guest.setViewportSize(phone)
  await guest.goto(address)
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Gus')
  await guest.getByRole('button', { name: 'Come in' }).click()
  await expect(guest.getByRole('textbox', { name: /^Message / })).toBeVisible()
  await guest.goto('/profile')
  await expect(guest.getByText(/^Guest in \W?Studio\W? until/)).toBeVisible()
  await expect(guest.getByRole('textbox', { name: /password/i })).toHaveCount(0)
  await expectNoSideways(guest)
  await guest.goto('/rooms')
  await expect(guest.getByRole('link', { name: /Studio/ }).first()).toBeVisible()
  await expect(guest.getByRole('navigation', { name: 'Scope' })).toHaveCount(0)
  await guest.goto('/admin/people')
  await expect(guest.getByText('There is no such page')).toBeVisible()
  await guest.goto(address)
  await expect(guest.getByText('in this room already')).toBeVisible()

  await ana.program.http('DELETE', `/rooms/${room.id}/members/${await idOf(guest)}`)
  await guest.goto(`/rooms/${room.id}`)
  await expect(guest.getByRole('heading', { name: 'Your visit is over' })).toBeVisible()
  await guest.getByRole('link', { name: 'Sign in with an account' }).click()
  await expect(guest.getByRole('textbox', { name: 'Email' })).toBeVisible()
})

const idOf = async (page: {
  request: { get: (path: string) => Promise<{ json: () => Promise<unknown> }> }
}) => ((await (await page.request.get('/api/v1/me')).json()) as { id: string }).id
