import { createRoom } from '../client.ts'
import { expect, test } from '../fixtures.ts'

test('a page lets nobody write more than this server allows', async ({ signUp, serve }) => {
  const server = await serve({ LIMIT_MESSAGE_CHARS: '12', LIMIT_ROOM_NAME_CHARS: '9' })
  const { page, program } = await signUp('Ana', server.url)
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  const composer = page.getByRole('textbox', { name: /^Message / })
  await composer.pressSequentially('More than twelve')
  await expect(page.getByText('-4 characters left')).toBeVisible()
  await composer.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: '4 characters too long' })).toBeVisible()
  await page.getByRole('button', { name: 'New room' }).click()
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' })
  await name.pressSequentially('Greenhouse')
  await expect(name).toHaveValue('Greenhous')
})
