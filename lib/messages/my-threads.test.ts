import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { addMember, removeMember } from '#lib/rooms/members.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { markRead } from '#lib/rooms/reading.ts'
import { createRoom, createUser, type Someone, say, sayInThread } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { myActivity } from './activity.ts'
import { markThreadRead, setFollowing } from './followers.ts'
import { myThreads, unreadThreads } from './my-threads.ts'
import { react, remove } from './operations.ts'
import { post } from './post.ts'
import { history } from './queries.ts'
import type { Message } from './schema.ts'
import { thread } from './thread.ts'

const world = await openWorld()
const place = ({ roomId, id }: Message) => ({ roomId, messageId: id })
const at = (someone: Someone) => `<@${someone.viewer.userId}>`

/** Three people of their own for each test, in one room. */
async function people() {
  const [ana, bob, eve] = [
    await createUser(world, 'Ana'),
    await createUser(world, 'Bob'),
    await createUser(world, 'Eve'),
  ]
  const room = await createRoom(ana, { visibility: 'private' }, { member: [bob, eve] })
  return { ana, bob, eve, room, first: await say(ana, room, 'first') }
}
const unread = async (someone: Someone) =>
  (await unreadThreads(someone)).threads.map(({ threadId, unreadCount }) => [threadId, unreadCount])
const counts = async (someone: Someone, { id }: { id: string }) => {
  const { unreadCount, mentionCount, lastMessageAt } = await getRoom(someone, id)
  return { unreadCount, mentionCount, lastMessageAt }
}

describe('what stands in a thread alone', () => {
  test('is unread in the thread, to those who follow it, and not in the room', async () => {
    const { ana, bob, eve, room, first } = await people()
    await markRead(bob, room.id, { seq: 1 })
    const quiet = { unreadCount: 0, mentionCount: 0, lastMessageAt: first.createdAt }
    world.pass(1_000)
    await sayInThread(bob, first)
    await sayInThread(bob, first, { content: `for ${at(eve)}` })
    expect(await counts(ana, room)).toEqual(quiet)
    expect(await counts(bob, room)).toEqual(quiet)
    expect(await counts(eve, room)).toMatchObject({ unreadCount: 1, mentionCount: 0 })
    expect(await unread(ana), 'who wrote the first message').toEqual([[first.id, 2]])
    expect(await unread(bob), 'who wrote all of it').toEqual([])
    expect(await unread(eve), 'who was mentioned, from there on').toEqual([[first.id, 1]])
  })

  test('is unread in the room where it was sent there too, and counts once', async () => {
    const { ana, bob, room, first } = await people()
    await sayInThread(bob, first, { content: `for ${at(ana)}`, inRoom: true })
    expect(await counts(ana, room)).toMatchObject({ unreadCount: 1, mentionCount: 1 })
    expect(await unread(ana)).toEqual([])
  })

  test('is read once it was read in the thread, and unread no more when it is deleted', async () => {
    const { ana, bob, first } = await people()
    const one = await sayInThread(bob, first)
    const two = await sayInThread(bob, first)
    await markThreadRead(ana, place(one), { seq: one.seq, onlyForward: true })
    expect(await unread(ana)).toEqual([[first.id, 1]])
    await markThreadRead(ana, place(first), { seq: 0, onlyForward: true })
    expect(await unread(ana), 'a device that is behind').toEqual([[first.id, 1]])
    await markThreadRead(ana, place(first), { seq: 0 })
    expect(await unread(ana), 'marked as unread').toEqual([[first.id, 2]])
    await remove(bob, place(two))
    expect(await unread(ana)).toEqual([[first.id, 1]])
    expect(await thread(ana, place(one), { limit: 50 })).toMatchObject({ following: true, lastReadSeq: 0 })
  })
})

describe('the threads somebody follows', () => {
  test('are listed by their last reply, with the last ones of them', async () => {
    const { ana, bob, room, first } = await people()
    const second = await say(ana, room, 'second')
    for (let n = 0; n < 4; n++) await sayInThread(bob, first)
    world.pass(1_000)
    const last = await sayInThread(bob, second)
    const { items, nextCursor } = await myThreads(ana, { limit: 1 })
    const summary = { replyCount: 1, lastReplySeq: last.seq, lastReplyAt: last.createdAt, unreadCount: 1 }
    expect(items).toMatchObject([{ first: second, items: [last], room: { id: room.id }, ...summary }])
    const rest = await myThreads(ana, { limit: 1, cursor: nextCursor ?? '' })
    expect(rest).toMatchObject({ items: [{ first, replyCount: 4, unreadCount: 4 }], nextCursor: null })
    expect(rest.items[0]?.items.map(({ seq }) => seq)).toEqual([4, 5, 6])
  })

  test('are none that they left, until they write there again', async () => {
    const { ana, bob, first } = await people()
    await setFollowing(ana, place(first), false)
    await sayInThread(bob, first, { content: `but ${at(ana)}` })
    expect([(await myThreads(ana, { limit: 9 })).items, await unread(ana)]).toEqual([[], []])
    await sayInThread(ana, first)
    await sayInThread(bob, first)
    expect(await unread(ana)).toEqual([[first.id, 2]])
  })

  test('can be any, from the end on', async () => {
    const { bob, eve, first } = await people()
    const one = await sayInThread(bob, first)
    expect(await setFollowing(eve, place(one), true)).toMatchObject({ following: true, lastReadSeq: one.seq })
    await sayInThread(bob, first)
    expect(await unread(eve)).toEqual([[first.id, 1]])
  })

  test('have nothing old unread for whoever comes back into a room, and are followed still', async () => {
    const { ana, bob, eve, room, first } = await people()
    const elsewhere = await say(ana, await createRoom(ana, {}, { member: [eve] }), 'elsewhere')
    for (const one of [first, elsewhere]) await setFollowing(eve, place(one), true)
    await sayInThread(ana, elsewhere)
    await removeMember(ana, room.id, eve.viewer.userId)
    await sayInThread(bob, first)
    await addMember(ana, room.id, { userId: eve.viewer.userId, role: 'member' })
    expect(await unread(eve)).toEqual([[elsewhere.id, 1]])
    await sayInThread(bob, first)
    expect(await unread(eve)).toContainEqual([first.id, 1])
  })

  test('show nothing of a room one is in no more', async () => {
    const { ana, bob, eve, room, first } = await people()
    await sayInThread(bob, first, { content: `${at(eve)} <@room>` })
    await react(bob, place(await say(eve, room, 'hers')), '👍', true)
    await removeMember(ana, room.id, eve.viewer.userId)
    expect((await myThreads(eve, { limit: 9 })).items).toEqual([])
    expect(await unread(eve)).toEqual([])
    expect((await myActivity(eve, { limit: 9 })).items).toEqual([])
    const hidden = { code: 'not_found' }
    await expect(setFollowing(eve, place(first), true)).rejects.toMatchObject(hidden)
    await expect(markThreadRead(eve, place(first), { seq: 1 })).rejects.toMatchObject(hidden)
    await sayInThread(bob, first, { content: at(eve) })
    expect(await unread(eve)).toEqual([])
  })
})

test('activity is who mentioned somebody or everybody, and reactions of others to their words', async () => {
  const { ana, bob, eve, room, first } = await people()
  const step = async (done: Promise<unknown>) => {
    await done
    world.pass(1_000)
  }
  const write = (author: Someone, content: string) =>
    post(author, room.id, { clientId: randomUUID(), content })
  world.pass(1_000)
  await step(write(bob, `${at(ana)} and <@room>`))
  await step(sayInThread(bob, first, { content: `you ${at(ana)}` }))
  await step(write(ana, `myself ${at(ana)}`))
  await step(react(ana, place(first), '🙂', true))
  await step(react(eve, place(first), '👍', true))
  await step(react(bob, place(first), '🎉', true))
  await step(write(eve, '<@room>'))
  const { items, nextCursor } = await myActivity(ana, { limit: 2 })
  const { items: rest } = await myActivity(ana, { limit: 9, cursor: nextCursor ?? '' })
  const told = [...items, ...rest].map(({ what, message }) => [what, message.seq])
  expect(told).toEqual([
    ['mention', 5],
    ['reaction', 1],
    ['mention', 3],
    ['mention', 2],
  ])
  await react(eve, place(first), '👍', false)
  await react(bob, place(first), '🎉', false)
  const left = (await myActivity(ana, { limit: 9 })).items.map(({ what }) => what)
  expect(left).toEqual(['mention', 'mention', 'mention'])
})

test('what others make of a line of the room is nobody’s activity', async () => {
  const { ana, bob, eve, room } = await people()
  const ada = await createUser(world, 'Ada')
  await addMember(ana, room.id, { userId: ada.viewer.userId, role: 'member' })
  const line = (await history(bob, room.id, { limit: 1 })).items[0]
  if (line?.kind !== 'system') throw new Error('nobody was told')
  for (const one of [bob, eve]) await react(one, place(line), '👋', true)
  expect((await myActivity(ada, { limit: 9 })).items).toEqual([])
})
