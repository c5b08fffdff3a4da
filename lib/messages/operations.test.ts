import { describe, expect, test } from 'vitest'
import { joinRoom, removeMember } from '#lib/rooms/members.ts'
import { changeRoom } from '#lib/rooms/operations.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { markRead } from '#lib/rooms/reading.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { myActivity } from './activity.ts'
import { changesSince } from './changes.ts'
import { edit, pin, react, remove } from './operations.ts'
import { history } from './queries.ts'
import { emoji, historyQuery, type Message } from './schema.ts'

const world = await openWorld()
const at = ({ id }: Message) => ({ messageId: id })
const ana = await createUser(world, 'Ana')
const mod = await createUser(world, 'Mod')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const forbidden = { code: 'forbidden' }
const notFound = { code: 'not_found' }
const garden = () => createRoom(ana, {}, { moderator: [mod], member: [bob] })
const revisionOf = async (room: { id: string }) => (await getRoom(ana, room.id)).revision

/** Does it twice: the second time nothing may change and nobody may hear of it. */
async function onceThenNothing(room: { id: string }, operate: () => Promise<Message>) {
  const before = await revisionOf(room)
  world.forget()
  const first = await operate()
  const second = await operate()
  expect(second).toEqual(first)
  expect(first.revision).toBe(before + 1)
  expect(await revisionOf(room)).toBe(before + 1)
  expect(world.heardOf('message:changed')).toEqual([
    { event: 'message:changed', audience: { watchers: room.id }, payload: first },
  ])
  return first
}

test('a moderator’s deletion says why to everybody, and to its author; one’s own says nothing', async () => {
  const room = await createRoom(ana, {}, { moderator: [bob], member: [eve] })
  const [hers, own] = [await say(eve, room, 'spam'), await say(bob, room, 'a slip')]
  world.forget()
  expect(await remove(bob, { messageId: own.id }, 'ignored')).not.toHaveProperty('removed')
  expect(world.heardOf('message:removed')).toEqual([])
  const left = await remove(bob, { messageId: hers.id }, 'Spam')
  expect(left).toMatchObject({ content: '', removed: { reason: 'Spam' } })
  expect(world.heardOf('message:removed')).toMatchObject([
    { audience: { members: room.id, among: [eve.viewer.userId] }, payload: { reason: 'Spam' } },
  ])
  expect((await history(ana, room.id, historyQuery.parse({}))).items[0]).toEqual(left)
  expect(await myActivity(eve, { limit: 5 })).toMatchObject({ items: [{ what: 'removal', message: left }] })
  expect((await myActivity(bob, { limit: 5 })).items).toEqual([])
  const silent = await remove(bob, { messageId: (await say(eve, room)).id })
  expect(silent.removed).toEqual({ reason: '' })
})

describe('changes of messages', () => {
  test('have a limit for each person, whatever they are', async () => {
    const strict = await openWorld({ LIMIT_CHANGES_PER_5S: '2' })
    const [mia, leo] = [await createUser(strict, 'Mia'), await createUser(strict, 'Leo')]
    const room = await createRoom(mia, {}, { member: [leo] })
    const message = await say(mia, room)
    await react(leo, at(message), '👍', true)
    await react(leo, at(message), '👍', false)
    await expect(react(leo, at(message), '👍', true)).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(edit(mia, at(message), 'changed')).resolves.toMatchObject({ content: 'changed' })
  })
})

describe('editing', () => {
  test('changes the text and the revision once, the seq never', async () => {
    const room = await garden()
    const message = await say(bob, room, 'Helo')
    const edited = await onceThenNothing(room, () => edit(bob, at(message), `Hello <@${ana.viewer.userId}>`))
    expect(edited).toMatchObject({
      seq: message.seq,
      clientId: message.clientId,
      createdAt: message.createdAt,
    })
    expect(edited.mentions).toEqual([ana.viewer.userId])
    expect(edited.editedAt).not.toBeNull()
  })

  test('is for the author alone, while they are a member of an open room', async () => {
    const room = await garden()
    const message = await say(bob, room)
    for (const someone of [ana, mod])
      await expect(edit(someone, at(message), 'x')).rejects.toMatchObject(forbidden)
    await expect(edit(eve, at(message), 'x'), 'outside a public room').rejects.toMatchObject(forbidden)
    await changeRoom(ana, room.id, { isActive: false })
    await expect(edit(bob, at(message), 'x')).rejects.toMatchObject(forbidden)
    await changeRoom(ana, room.id, { isActive: true, visibility: 'private' })
    await removeMember(ana, room.id, bob.viewer.userId)
    for (const someone of [bob, eve])
      await expect(edit(someone, at(message), 'x')).rejects.toMatchObject(notFound)
    await expect(edit(ana, { messageId: 'nothing' }, 'x')).rejects.toMatchObject(notFound)
  })

  test('makes nothing unread, also with a new mention for somebody who read on', async () => {
    const room = await garden()
    const message = await say(ana, room)
    await markRead(bob, room.id, { seq: 1 })
    await edit(ana, at(message), `<@${bob.viewer.userId}>`)
    expect(await getRoom(bob, room.id)).toMatchObject({ unreadCount: 0, mentionCount: 0 })
  })

  test('counts and uncounts mentions of those who have not read', async () => {
    const room = await garden()
    const message = await say(ana, room, 'Hello')
    await edit(ana, at(message), `<@${bob.viewer.userId}>`)
    expect(await getRoom(bob, room.id)).toMatchObject({ unreadCount: 1, mentionCount: 1 })
    await edit(ana, at(message), 'Hello')
    expect(await getRoom(bob, room.id)).toMatchObject({ unreadCount: 1, mentionCount: 0 })
  })
})

test('a message is found only in its own room', async () => {
  const [room, other] = [await garden(), await garden()]
  const message = await say(bob, room)
  await expect(edit(bob, { ...at(message), roomId: other.id }, 'x')).rejects.toMatchObject(notFound)
  await expect(edit(bob, { ...at(message), roomId: room.id }, 'x')).resolves.toMatchObject({ content: 'x' })
})

describe('deleting', () => {
  test('leaves an empty place with the same seq', async () => {
    const room = await garden()
    const message = await say(bob, room, `secret <@${ana.viewer.userId}>`)
    await react(ana, at(message), '👍', true)
    const gone = await onceThenNothing(room, () => remove(bob, at(message)))
    expect(gone).toMatchObject({ id: message.id, seq: message.seq, content: '', reactions: [], mentions: [] })
    expect(gone.deletedAt).not.toBeNull()
    expect(await getRoom(ana, room.id)).toMatchObject({ mentionCount: 0, lastSeq: 1 })
    expect(await say(bob, room), 'its seq is not used again').toMatchObject({ seq: 2 })
  })

  test('is for the author and for moderators', async () => {
    const room = await garden()
    const [first, second] = [await say(bob, room), await say(ana, room)]
    await expect(remove(bob, at(second))).rejects.toMatchObject(forbidden)
    await expect(remove(eve, at(first))).rejects.toMatchObject(forbidden)
    expect((await remove(mod, at(first))).deletedAt).not.toBeNull()
    expect((await remove(mod, at(second))).deletedAt, "an owner's too").not.toBeNull()
  })

  test('is final', async () => {
    const room = await garden()
    const message = await say(bob, room)
    await remove(bob, at(message))
    await expect(edit(bob, at(message), 'back')).rejects.toMatchObject({ code: 'conflict' })
    await expect(react(ana, at(message), '👍', true)).rejects.toMatchObject({ code: 'conflict' })
    await expect(pin(mod, at(message), true)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('reacting', () => {
  test('sets and takes back once', async () => {
    const room = await garden()
    const message = await say(ana, room)
    const on = await onceThenNothing(room, () => react(bob, at(message), '👍', true))
    expect(on.reactions).toEqual([{ emoji: '👍', userIds: [bob.viewer.userId] }])
    const off = await onceThenNothing(room, () => react(bob, at(message), '👍', false))
    expect(off.reactions).toEqual([])
    expect(off.editedAt).toBeNull()
  })

  test('is the same with and without a word on how it is drawn', async () => {
    const message = await say(ana, await garden())
    await react(ana, at(message), '❤️', true)
    const { reactions } = await react(bob, at(message), '❤', true)
    expect(reactions).toEqual([{ emoji: '❤️', userIds: [ana.viewer.userId, bob.viewer.userId] }])
    expect((await react(ana, at(message), '❤', false)).reactions).toEqual([
      { emoji: '❤️', userIds: [bob.viewer.userId] },
    ])
    for (const none of ['👍\u0301', 'a\u20e3', '👍👍']) expect(emoji.safeParse(none).success).toBe(false)
    for (const one of ['❤', '1️⃣', '🏳️‍🌈', '👨‍👩‍👧', '🇩🇪']) expect(emoji.safeParse(one).success).toBe(true)
  })

  test('of many at once loses nobody', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, (_, i) => createUser(world, `P${i}`)))
    const room = await createRoom(ana, {}, { member: people })
    const message = await say(ana, room)
    await Promise.all(people.map((someone, i) => react(someone, at(message), i % 2 ? '👍' : '🎉', true)))
    const { changes } = await changesSince(ana, room.id, 0)
    const counts = changes[0]?.reactions.map(({ emoji, userIds }) => [emoji, userIds.length])
    expect(Object.fromEntries(counts ?? [])).toEqual({ '👍': 4, '🎉': 4 })
    expect(changes[0]?.revision).toBe(9)
  })

  test('is for members, and makes nothing unread', async () => {
    const room = await garden()
    const message = await say(ana, room)
    await markRead(bob, room.id, { seq: 1 })
    await expect(react(eve, at(message), '👍', true)).rejects.toMatchObject(forbidden)
    await react(mod, at(message), '👍', true)
    expect(await getRoom(bob, room.id)).toMatchObject({ unreadCount: 0 })
  })

  test('holds at most fifty different emoji', async () => {
    const room = await garden()
    const message = await say(ana, room)
    const all = Array.from({ length: 51 }, (_, i) => String.fromCodePoint(0x1f600 + i))
    for (const one of all.slice(0, 50)) await react(bob, at(message), one, true)
    await expect(react(bob, at(message), all[50] ?? '', true)).rejects.toMatchObject({ code: 'conflict' })
    await expect(react(ana, at(message), all[0] ?? '', true)).resolves.toBeDefined()
  })
})

test('pinning is for moderators and owners, once', async () => {
  const room = await garden()
  const message = await say(bob, room)
  await expect(pin(bob, at(message), true)).rejects.toMatchObject(forbidden)
  await expect(pin(eve, at(message), true)).rejects.toMatchObject(forbidden)
  expect((await onceThenNothing(room, () => pin(mod, at(message), true))).pinnedAt).not.toBeNull()
  expect((await onceThenNothing(room, () => pin(ana, at(message), false))).pinnedAt).toBeNull()
})

describe('reading', () => {
  const unread = async (someone: Someone, room: { id: string }) =>
    (await getRoom(someone, room.id)).unreadCount

  test('counts what others wrote since, and goes backwards too', async () => {
    const room = await garden()
    await say(ana, room)
    await say(bob, room)
    await say(ana, room)
    expect(await unread(bob, room)).toBe(2)
    await markRead(bob, room.id, { seq: 1 })
    expect(await unread(bob, room)).toBe(1)
    await markRead(bob, room.id, { seq: 3 })
    expect(await unread(bob, room)).toBe(0)
    await markRead(bob, room.id, { seq: 0 })
    expect(await unread(bob, room)).toBe(2)
  })

  test('forward only goes nowhere back, and then nobody is told', async () => {
    const room = await garden()
    for (let i = 0; i < 3; i++) await say(ana, room)
    expect(await markRead(bob, room.id, { seq: 2, onlyForward: true })).toEqual({ lastReadSeq: 2 })
    world.forget()
    const behind = [1, 2].map((seq) => markRead(bob, room.id, { seq, onlyForward: true }))
    expect(await Promise.all(behind)).toEqual([{ lastReadSeq: 2 }, { lastReadSeq: 2 }])
    expect(world.heard).toEqual([])
  })

  test('is told to the reader alone, and never runs ahead of the history', async () => {
    const room = await garden()
    await say(ana, room)
    world.forget()
    expect(await markRead(bob, room.id, { seq: 1_000_000 })).toEqual({ lastReadSeq: 1 })
    expect(world.heard).toEqual([
      {
        event: 'read:changed',
        audience: { people: [bob.viewer.userId] },
        payload: { roomId: room.id, lastReadSeq: 1 },
      },
    ])
    await say(ana, room)
    expect(await unread(bob, room)).toBe(1)
  })

  test('is for members, of archived rooms too', async () => {
    const room = await garden()
    await expect(markRead(eve, room.id, { seq: 0 })).rejects.toMatchObject(forbidden)
    await joinRoom(eve, room.id)
    await changeRoom(ana, room.id, { isActive: false })
    await expect(markRead(eve, room.id, { seq: 0 })).resolves.toEqual({ lastReadSeq: 0 })
  })
})
