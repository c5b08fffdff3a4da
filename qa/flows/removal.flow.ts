import { expect, test } from 'rooms/qa'

test('Rights: whoever was removed hears no more', async ({ ana, bob, room }) => {
  await ana.posts('for both')
  await bob.sees('for both')
  await ana.program.http('DELETE', `/rooms/${room.id}/members/${bob.program.user.id}`)
  await expect.poll(async () => (await bob.program.http('GET', `/rooms/${room.id}`)).status).toBe(404)
  await ana.posts('for Ana alone')
  await ana.sees('for Ana alone')
  await bob.doesNotSee('for Ana alone')
})
