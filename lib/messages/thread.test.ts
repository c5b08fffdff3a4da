import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { removeMember } from '#lib/rooms/members.ts'
import { createRoom, createUser, type Someone, say, sayInThread } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { editsOf } from './edits.ts'
import { edit, react, remove } from './operations.ts'
import { post } from './post.ts'
import { history } from './queries.ts'
import { historyQuery, type Message, threadQuery } from './schema.ts'
import { thread } from './thread.ts'
import { threadPathAt } from './thread-path-at.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const notFound = { code: 'not_found' }
const kitchen = () => createRoom(ana, { visibility: 'private' }, { member: [bob] })
const place = ({ roomId, id }: Message) => ({ roomId, messageId: id })

const reply = (author: Someone, to: Message, content: string) => sayInThread(author, to, { content })
const page = (someone: Someone, of: Message, query: object = {}) =>
  thread(someone, place(of), threadQuery.parse(query))
const threadsIn = async (room: { id: string }) =>
  (await history(bob, room.id, historyQuery.parse({}))).threads

describe('a thread', () => {
  test('is the first message and every reply to it or to its replies, in order, without what is between', async () => {
    const room = await kitchen()
    const first = await say(ana, room, 'first')
    const one = await reply(bob, first, 'one')
    await say(ana, room, 'between')
    const two = await reply(ana, one, 'two')
    await reply(bob, await say(bob, room, 'other'), 'of another')
    for (const member of [first, one, two])
      expect(await page(bob, member)).toMatchObject({
        first: { id: first.id },
        items: [
          { id: one.id, threadId: first.id },
          { id: two.id, threadId: first.id },
        ],
        hasBefore: false,
        revision: 6,
      })
  })

  test('is not begun by a plain answer, which the room shows as a quote', async () => {
    const room = await kitchen()
    const first = await say(ana, room, 'first')
    const quote = { clientId: randomUUID(), content: 'a quote', replyToId: first.id }
    const { message } = await post(bob, room.id, quote)
    expect(message).toMatchObject({ replyTo: { id: first.id }, threadId: null, inRoom: true })
    expect(await page(bob, first)).toMatchObject({ items: [], following: false })
    const both = await sayInThread(bob, first, { replyToId: first.id, inRoom: true })
    expect(both).toMatchObject({ replyTo: { id: first.id }, threadId: first.id, inRoom: true })
    const elsewhere = { ...first, roomId: (await kitchen()).id }
    await expect(reply(bob, elsewhere, 'no')).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('is where the address of a reply leads that stands in it alone, for members', async () => {
    const room = await kitchen()
    const first = await say(ana, room, 'first')
    const alone = await reply(bob, first, 'alone')
    const both = await sayInThread(bob, first, { inRoom: true })
    expect(await threadPathAt(bob, room.id, alone.seq)).toBe(`/rooms/${room.id}?thread=${first.id}&message=2`)
    for (const { seq } of [first, both]) expect(await threadPathAt(bob, room.id, seq)).toBeNull()
    expect(await threadPathAt(bob, room.id, 99)).toBeNull()
    expect(await threadPathAt(eve, room.id, alone.seq), 'a stranger').toBeNull()
    await removeMember(ana, room.id, bob.viewer.userId)
    expect(await threadPathAt(bob, room.id, alone.seq), 'no member any more').toBeNull()
  })

  test('comes in pages, back from the newest', async () => {
    const room = await kitchen()
    const first = await say(ana, room)
    for (let i = 1; i <= 5; i++) await reply(ana, first, `reply ${i}`)
    const newest = await page(bob, first, { limit: 2 })
    expect(newest.items.map(({ seq }) => seq)).toEqual([5, 6])
    expect(newest.hasBefore).toBe(true)
    const older = await page(bob, first, { limit: 3, before: 5 })
    expect(older).toMatchObject({ first: { id: first.id }, hasBefore: false })
    expect(older.items.map(({ seq }) => seq)).toEqual([2, 3, 4])
  })

  test('is for members of its room alone, and only there', async () => {
    const room = await kitchen()
    const first = await say(ana, room)
    await reply(bob, first, 'one')
    const elsewhere = await createRoom(eve, {})
    await expect(page(eve, first)).rejects.toMatchObject(notFound)
    await expect(page(eve, { ...first, roomId: elsewhere.id })).rejects.toMatchObject(notFound)
    await removeMember(ana, room.id, bob.viewer.userId)
    await expect(page(bob, first)).rejects.toMatchObject(notFound)
    await expect(page(ana, { ...first, id: 'nothing' })).rejects.toMatchObject(notFound)
    const open = await createRoom(ana, { visibility: 'public' })
    await expect(page(eve, await say(ana, open))).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('is counted with the page its first message is on; deleted replies do not count', async () => {
    const room = await kitchen()
    const first = await say(ana, room)
    expect(await threadsIn(room)).toEqual([])
    await reply(bob, first, 'one')
    const two = await reply(bob, first, 'two')
    const facts = { messageId: first.id, replyCount: 2, lastReplySeq: two.seq, lastReplyAt: two.createdAt }
    expect(await threadsIn(room)).toEqual([facts])
    await remove(bob, place(two))
    expect(await threadsIn(room)).toMatchObject([{ replyCount: 1, lastReplySeq: 2 }])
    const later = await history(bob, room.id, historyQuery.parse({ after: first.seq }))
    expect(later.threads, 'a page without the first message').toEqual([])
  })
})

describe('what a message said before', () => {
  const texts = async (someone: Someone, of: Message, paging = { limit: 50 }) =>
    (await editsOf(someone, place(of), paging)).items

  test('is kept with each edit, the latest first, and since when it was so', async () => {
    const room = await kitchen()
    const message = await say(ana, room, 'one')
    expect(await texts(bob, message)).toEqual([])
    world.pass(1_000)
    const second = await edit(ana, place(message), 'two')
    await react(bob, place(message), '👍', true)
    await edit(ana, place(message), 'two')
    await edit(ana, place(message), 'three')
    expect(await texts(bob, message)).toEqual([
      { content: 'two', writtenAt: second.editedAt },
      { content: 'one', writtenAt: message.createdAt },
    ])
    const { items, nextCursor } = await editsOf(bob, place(message), { limit: 1 })
    expect(items).toMatchObject([{ content: 'two' }])
    const rest = await editsOf(bob, place(message), { limit: 1, cursor: nextCursor ?? '' })
    expect(rest).toMatchObject({ items: [{ content: 'one' }], nextCursor: null })
  })

  test('goes with the message', async () => {
    const message = await say(ana, await kitchen(), 'secret')
    await edit(ana, place(message), 'public')
    await remove(ana, place(message))
    expect(await texts(bob, message)).toEqual([])
  })

  test('is for members of its room alone, and only there', async () => {
    const room = await kitchen()
    const message = await say(ana, room, 'one')
    await edit(ana, place(message), 'two')
    const elsewhere = await createRoom(eve, {})
    await expect(texts(eve, message)).rejects.toMatchObject(notFound)
    await expect(texts(eve, { ...message, roomId: elsewhere.id })).rejects.toMatchObject(notFound)
    await removeMember(ana, room.id, bob.viewer.userId)
    await expect(texts(bob, message)).rejects.toMatchObject(notFound)
    const open = await createRoom(ana, { visibility: 'public' })
    await expect(texts(eve, await say(ana, open))).rejects.toMatchObject({ code: 'forbidden' })
  })
})
