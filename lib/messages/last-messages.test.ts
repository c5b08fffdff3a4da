import { expect, test } from 'vitest'
import { addMember, removeMember } from '#lib/rooms/members.ts'
import { deleteRoom } from '#lib/rooms/operations.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { lastMessages } from './last-messages.ts'
import { edit, remove } from './operations.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const last = async (who: Someone, ...these: { id: string }[]) => {
  const { items } = await lastMessages(who, { roomIds: these.map(({ id }) => id) })
  return Object.fromEntries(items.map(({ roomId, content, deletedAt }) => [roomId, deletedAt ?? content]))
}

test('the last words of each room are told as they are now, and of an empty room none', async () => {
  const [garden, porch, cellar] = [await createRoom(ana), await createRoom(ana), await createRoom(ana)]
  await say(ana, garden, 'first')
  const { id } = await say(ana, garden, 'second')
  await say(ana, porch, 'hello')
  expect(await last(ana, garden, porch, cellar)).toEqual({ [garden.id]: 'second', [porch.id]: 'hello' })
  await edit(ana, { messageId: id }, 'second thought')
  expect(await last(ana, garden)).toEqual({ [garden.id]: 'second thought' })
  await remove(ana, { messageId: id })
  expect(await last(ana, garden)).toEqual({ [garden.id]: expect.stringMatching(/Z$/) })
  expect(await last(ana)).toEqual({})
})

test('of rooms one is not in, is in no more, or that are gone, nothing is told', async () => {
  const [open, shut] = [await createRoom(ana), await createRoom(ana, { visibility: 'private' })]
  for (const room of [open, shut]) await say(ana, room, 'secret')
  expect(await last(eve, open, shut, { id: 'nothing' })).toEqual({})
  await addMember(ana, shut.id, { userId: bob.viewer.userId, role: 'member' })
  expect(await last(bob, open, shut)).toEqual({ [shut.id]: 'secret' })
  await removeMember(ana, shut.id, bob.viewer.userId)
  expect(await last(bob, shut)).toEqual({})
  await deleteRoom(ana, shut.id)
  expect(await last(ana, open, shut)).toEqual({ [open.id]: 'secret' })
})
