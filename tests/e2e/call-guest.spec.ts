import { expectMedia, joinCall, smallCamera, test, tiles } from '../calls.ts'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, message, say } from '../fixtures.ts'

const phone = { width: 375, height: 812 }

test('a guest comes by a link, on a phone, into the call and the conversation, and goes with the link', async ({
  signUp,
  visit,
  expectedErrors,
}) => {
  // Whoever is a guest no more is refused.
  expectedErrors.push(/status of 401/)
  const ana = await signUp('Ana')
  const room = await createRoom(ana.program, [], { name: 'Kitchen table', type: 'video' })
  const { page } = ana
  await page.addInitScript(smallCamera)
  await page.goto(`/rooms/${room.id}`)
  await page.getByRole('button', { name: 'Room menu' }).click()
  await page.getByRole('menuitem', { name: 'Guest link' }).click()
  const dialog = page.getByRole('dialog', { name: 'Guests in Kitchen table' })
  await dialog.getByText('Guests may come in by a link').click()
  const link = dialog.getByRole('textbox', { name: 'Guest link' })
  await expect(link).toHaveValue(/\/guest\//)
  await expect(dialog.getByText('No guests are here now.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Show QR code' }).click()
  await expect(dialog.getByRole('img', { name: 'The guest link as a QR code' })).toBeVisible()
  await expectNoSeriousAxe(page)
  const address = await link.inputValue()
  await page.keyboard.press('Escape')
  await joinCall(ana)

  const guest = await visit()
  await guest.addInitScript(smallCamera)
  await guest.setViewportSize(phone)
  await guest.goto(address)
  await expect(guest.getByRole('heading', { name: 'Come into Kitchen table' })).toBeVisible()
  await expect(guest.getByRole('button', { name: 'Turn camera off' })).toBeVisible()
  await expectNoSideways(guest)
  await expectNoSeriousAxe(guest)
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Gus')
  await guest.getByRole('button', { name: 'Join the call' }).click()
  await expect(tiles({ ...ana, page: guest })).toHaveCount(2)
  await expectMedia([ana, { name: 'Gus', page: guest }])

  await guest.getByRole('button', { name: 'Show chat' }).click()
  await say(guest, 'Hello from my phone')
  await expect(message(page, 'Hello from my phone')).toContainText('Gus')
  await page.getByRole('button', { name: 'Members' }).click()
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Gus' }).filter({ hasText: 'Guest' }),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Room menu' }).click()
  await page.getByRole('menuitem', { name: 'Guest link' }).click()
  await expect(dialog.getByText('1 guest is here now.')).toBeVisible()
  await dialog.getByText('Guests may come in by a link').click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End link' }).click()
  await expect(guest.getByRole('heading', { name: 'Your visit is over' })).toBeVisible()
  await expectNoSeriousAxe(guest)
  await expect(tiles(ana)).toHaveCount(1)
  await expect(message(page, 'Hello from my phone')).toContainText('Gus')
  await guest.goto(address)
  await expect(guest.getByText('This link was ended.')).toBeVisible()
})
