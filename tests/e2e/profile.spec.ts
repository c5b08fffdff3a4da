import type { Page } from '@playwright/test'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, message, say, test } from '../fixtures.ts'
import { picture } from '../forms.ts'

const faceIn = (page: Page, text: string) => message(page, text).locator('img').first()
const widthOf = (page: Page, text: string) =>
  faceIn(page, text).evaluate((image: HTMLImageElement) => image.naturalWidth)

test('a picture is cropped by keys and shown to whoever looks, without a reload, until it is taken away', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Garden' })
  await ana.page.goto(`/rooms/${room.id}`)
  await say(ana.page, 'Do I have a face?')
  await bob.page.goto(`/rooms/${room.id}`)
  await expect(message(bob.page, 'Do I have a face?')).toBeVisible()

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
