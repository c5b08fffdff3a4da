import { expect, test } from 'vitest'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { pin, remove } from './operations.ts'
import { pinsOf } from './pins.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')

test('pins are listed by pages, the last one first, and go with their message', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const said = []
  for (const words of ['one', 'two', 'three', 'four']) said.push(await say(ana, room, words))
  for (const { id } of said) {
    await pin(ana, { messageId: id }, true)
    world.pass(1)
  }
  const first = await pinsOf(bob, room.id, { limit: 3 })
  expect(first.items.map(({ content }) => content)).toEqual(['four', 'three', 'two'])
  const rest = await pinsOf(bob, room.id, { limit: 3, cursor: first.nextCursor ?? '' })
  expect(rest).toMatchObject({ items: [{ content: 'one', pinnedAt: expect.any(String) }], nextCursor: null })

  await pin(ana, { messageId: said[3]?.id ?? '' }, false)
  await remove(ana, { messageId: said[2]?.id ?? '' })
  const left = (await pinsOf(bob, room.id, { limit: 9 })).items
  expect(left.map(({ content }) => content)).toEqual(['two', 'one'])
})

test('only members see them, and only moderators set them', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
  const open = await createRoom(ana)
  const { id } = await say(ana, room)
  await expect(pin(bob, { messageId: id }, true)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(pinsOf(eve, room.id, { limit: 9 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(pinsOf(eve, open.id, { limit: 9 })).rejects.toMatchObject({ code: 'forbidden' })
})
