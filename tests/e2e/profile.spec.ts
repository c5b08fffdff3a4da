import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, message, test } from '../fixtures.ts'
import { picture } from '../forms.ts'

const faceIn = (page: Page, text: string) => message(page, text).locator('img').first()
const widthOf = (page: Page, text: string) =>
  faceIn(page, text).evaluate((image: HTMLImageElement) => image.naturalWidth)

test('a picture is cropped by keys and shown to whoever looks, without a reload, until it is taken away', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Garden' })
  await ana.opens(room)
  await ana.posts('Do I have a face?')
  await bob.opens(room)
  await bob.sees('Do I have a face?')

  await ana.page.goto('/profile')
  const input = ana.page.locator('input[type=file]')
  await input.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') })
  await expect(ana.page.getByRole('alert').filter({ hasText: 'cannot show that file' })).toBeVisible()
  await input.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await picture('png', 900, 600) })
  const dialog = ana.page.getByRole('dialog', { name: 'What is shown of it' })
  const area = dialog.getByRole('group', { name: 'Part of the picture that is shown' })
  await area.focus()
  const image = dialog.locator('img')
  const before = await image.getAttribute('style')
  await area.press('ArrowLeft')
  await expect(image).not.toHaveAttribute('style', before ?? '')
  await dialog.getByRole('slider', { name: 'Zoom' }).press('ArrowRight')
  await expectNoSeriousAxe(ana.page)
  await ana.page.setViewportSize({ width: 375, height: 812 })
  await expectNoSideways(ana.page)
  await dialog.getByRole('button', { name: 'Show this picture' }).click()
  await expect(dialog).toBeHidden()
  await expect(ana.page.getByText('Your picture is shown.')).toBeVisible()
  await expectNoSideways(ana.page)

  await expect.poll(() => widthOf(bob.page, 'Do I have a face?')).toBe(256)
  await ana.page.getByRole('button', { name: 'Take it away' }).click()
  await expect(faceIn(bob.page, 'Do I have a face?')).toHaveCount(0)
})

test('a status is set from the menu, seen beside the name, and ends by itself; a card says the rest', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Garden' })
  await bob.page.clock.install()
  await bob.opens(room)
  await bob.page.getByRole('button', { name: 'Members', exact: true }).click()
  const listed = bob.page.getByRole('button', { name: /^Ana/ }).filter({ has: bob.page.getByText('Ana') })
  await expect(listed.first()).toBeVisible()

  await ana.page.goto('/profile')
  await ana.page.getByLabel('Pronouns').fill('she/her')
  await ana.page.getByLabel('Time zone').selectOption('Asia/Tokyo')
  await ana.page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(ana.page.getByText('It is saved.')).toBeVisible()
  await ana.page.getByRole('button', { name: 'Account: Ana' }).click()
  await ana.page.getByRole('menuitem', { name: 'Set a status' }).click()
  const dialog = ana.page.getByRole('dialog', { name: 'Your status' })
  await expect(dialog.getByRole('textbox', { name: 'What are you at?' })).toBeVisible()
  await expectNoSeriousAxe(ana.page)
  await dialog.getByRole('button', { name: /At lunch/ }).click()
  await expect(dialog.getByRole('combobox', { name: 'Ends' })).toContainText('In an hour')
  await dialog.getByRole('button', { name: 'Save status' }).click()
  await expect(dialog).toBeHidden()

  const seen = bob.page.getByTestId('status').filter({ hasText: 'At lunch' })
  await expect(seen).toBeVisible()
  await ana.program.post(`/rooms/${room.id}/messages`, {
    clientId: randomUUID(),
    content: `<@${bob.program.user.id}> look`,
  })
  await message(bob.page, 'look').getByRole('button', { name: 'Ana' }).click()
  const card = bob.page.getByRole('dialog', { name: 'Ana' })
  for (const told of ['she/her', 'At lunch', /for them/]) await expect(card.getByText(told)).toBeVisible()
  await expectNoSeriousAxe(bob.page)
  await bob.page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await message(bob.page, 'look').getByRole('button', { name: '@Bob' }).press('Enter')
  await expect(bob.page.getByRole('dialog', { name: 'Bob' }).getByText('This is you')).toBeVisible()
  await bob.page.keyboard.press('Escape')

  await bob.page.clock.fastForward('01:00:01')
  await expect(seen, 'nobody tells').toHaveCount(0)

  await bob.page.goto('/activity')
  await bob.page.getByRole('button', { name: 'Ana' }).click()
  await expect(bob.page.getByRole('dialog', { name: 'Ana' }).getByText('she/her')).toBeVisible()
  await bob.page.setViewportSize({ width: 375, height: 812 })
  await expectNoSideways(bob.page)
})
