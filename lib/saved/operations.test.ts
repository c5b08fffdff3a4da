import { expect, test } from 'vitest'
import { remove } from '#lib/messages/operations.ts'
import { addMember, removeMember } from '#lib/rooms/members.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { save, unsave } from './operations.ts'
import { listSaved } from './queries.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const kept = async (who: Someone) => (await listSaved(who, { limit: 50 })).items.map(({ content }) => content)

test('messages are kept once, listed by pages with their room, and dropped', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const said = []
  for (const words of ['one', 'two', 'three']) said.push(await say(ana, room, words))
  for (const { id } of [...said, ...said.slice(0, 1)]) {
    await save(bob, id)
    world.pass(1)
  }
  const first = await listSaved(bob, { limit: 2 })
  expect(first.items).toMatchObject([{ content: 'three', room: { name: 'Garden' } }, { content: 'two' }])
  const rest = await listSaved(bob, { limit: 2, cursor: first.nextCursor ?? '' })
  expect(rest).toMatchObject({ items: [{ content: 'one' }], nextCursor: null })
  expect(await kept(ana)).toEqual([])
  await unsave(ana, said[0]?.id ?? '')
  await unsave(bob, said[1]?.id ?? '')
  await remove(ana, { messageId: said[2]?.id ?? '' })
  expect(await kept(bob)).toEqual(['one'])
})

test('one’s own pages hear of it, and nobody else’s', async () => {
  const { id: messageId } = await say(ana, await createRoom(ana, {}, { member: [bob] }), 'mine')
  world.forget()
  await save(bob, messageId)
  await unsave(bob, messageId)
  const audience = { people: [bob.viewer.userId] }
  expect(world.heardOf('saved:changed')).toMatchObject([
    { audience, payload: { messageId, kept: true } },
    { audience, payload: { messageId, kept: false } },
  ])
})

test('what one may not read cannot be kept, and is not shown while the right is gone', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
  const { id } = await say(ana, room, 'secret')
  await expect(save(eve, id)).rejects.toMatchObject({ code: 'not_found', message: /message/ })
  await expect(save(eve, 'nothing')).rejects.toMatchObject({ code: 'not_found', message: /message/ })
  const { id: inOpen } = await say(ana, await createRoom(ana), 'open')
  await expect(save(eve, inOpen)).rejects.toMatchObject({ code: 'forbidden' })
  await save(bob, id)
  await removeMember(ana, room.id, bob.viewer.userId)
  expect(await kept(bob)).not.toContain('secret')
  await addMember(ana, room.id, { userId: bob.viewer.userId, role: 'member' })
  expect(await kept(bob)).toContain('secret')
})

test('what one may no longer read is passed over, however much it is, and nothing behind it is lost', async () => {
  const [open, shut] = [
    await createRoom(ana, {}, { member: [bob] }),
    await createRoom(ana, {}, { member: [bob] }),
  ]
  const mia = await createUser(world, 'Mia')
  for (const room of [open, shut])
    await addMember(ana, room.id, { userId: mia.viewer.userId, role: 'member' })
  const keep = async (room: { id: string }, words: string) => {
    await save(mia, (await say(ana, room, words)).id)
    world.pass(1)
  }
  await keep(open, 'first')
  for (let i = 0; i < 450; i++) await keep(shut, 'shut')
  await keep(open, 'last')
  await removeMember(ana, shut.id, mia.viewer.userId)
  const found: string[] = []
  let pages = 0
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listSaved(mia, { limit: 10, ...(cursor && { cursor }) })
    found.push(...page.items.map(({ content }) => content))
    cursor = page.nextCursor
    pages += 1
  }
  expect(found).toEqual(['last', 'first'])
  expect(pages).toBe(3)
})
