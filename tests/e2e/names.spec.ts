import { createRoom, say } from '../client.ts'
import { expect, message, test } from '../fixtures.ts'

test('a name turns none of the words around it, in a message, a label and a title', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const sarah = await signUp('שרה')
  const room = await createRoom(ana.program, [sarah.program], { name: 'גן (3)' })
  const line = await ana.program.connect()
  await say(line, room.id, `Ask <@${sarah.program.user.id}> 2 of them`)
  const { page } = ana
  await page.goto(`/rooms/${room.id}`)
  await expect(page).toHaveTitle('\u2068גן (3)\u2069 · Rooms')
  await expect(page.getByRole('button', { name: 'Options for the room \u2068גן (3)\u2069' })).toHaveCount(1)

  const said = message(page, 'Ask @שרה 2 of them')
  await expect(said).toBeVisible()
  const [name, after] = await said.locator('bdi', { hasText: '@שרה' }).evaluate((mention) => {
    const range = document.createRange()
    range.setStart(mention.nextSibling as Node, 0)
    range.setEnd(mention.nextSibling as Node, 2)
    return [mention.getBoundingClientRect().right, range.getBoundingClientRect().left]
  })
  expect(after, 'what follows the name stands after it').toBeGreaterThanOrEqual((name ?? 0) - 1)
})

test('a message that is deleted elsewhere is no longer counted, and its mention neither', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Garden' })
  const line = await ana.program.connect()
  await bob.page.goto('/rooms')
  const link = bob.page.locator(`nav a[href="/rooms/${room.id}"]`)
  await expect(link).toHaveAttribute('data-unread', '0')
  await say(line, room.id, 'stays')
  const gone = await say(line, room.id, `goes, <@${bob.program.user.id}>`)
  await expect(link).toHaveAttribute('data-unread', '2')
  await expect(link).toContainText('1 mention')
  await line.send('message:delete', { messageId: gone.id })
  await expect(link).toHaveAttribute('data-unread', '1')
  await expect(link).not.toContainText('mention')
})
