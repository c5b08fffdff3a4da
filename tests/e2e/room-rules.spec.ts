import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, message, say, test } from '../fixtures.ts'

test('who is banned is told why and stays out until it is lifted', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Square', visibility: 'public' })
  await bob.page.goto(`/rooms/${room.id}`)
  await say(bob.page, 'buy this')
  await ana.page.goto(`/rooms/${room.id}`)
  await ana.page.getByRole('button', { name: 'Members' }).click()
  const panel = ana.page.getByRole('complementary', { name: 'Members' })
  await panel.getByRole('button', { name: 'Options for Bob' }).click()
  await ana.page.getByRole('menuitem', { name: 'Ban from this room…' }).click()
  const dialog = ana.page.getByRole('dialog', { name: 'Ban Bob from Square?' })
  await dialog.getByLabel('Reason (they will read it)').fill('No selling here')
  await expectNoSeriousAxe(ana.page)
  await dialog.getByRole('button', { name: 'Ban', exact: true }).click()

  await expect(bob.page.getByText('You were banned from this room')).toBeVisible()
  await expect(bob.page.getByText('They gave this reason: No selling here')).toBeVisible()
  await bob.page.goto(`/rooms/${room.id}`)
  const join = bob.page.getByRole('button', { name: 'Join room' })
  await join.click()
  await expect(bob.page.getByRole('alert').getByText('You are banned from this room.')).toBeVisible()

  const banned = panel.getByRole('list', { name: 'Banned from this room' }).getByRole('listitem')
  await expect(banned).toHaveText([/Bob.*By Ana.*Reason: No selling here/])
  await expectNoSeriousAxe(ana.page)
  await banned.getByRole('button', { name: 'Lift the ban of Bob' }).click()
  await expect(banned).toHaveCount(0)
  await join.click()
  await expect(message(bob.page, 'buy this')).toBeVisible()
})
