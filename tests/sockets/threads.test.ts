import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { Message, UnreadThreads } from '#lib/messages/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, register, say } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer({ LIMIT_MESSAGES_PER_5S: '100000' })
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')
const eve = await register(server.url, 'Eve')

const of = (room: Room) => (event: { roomId: string }) => event.roomId === room.id
const unread = async () => (await ana.get<UnreadThreads>('/me/threads/unread')).threads

test('who follows a thread hears of it wherever they are, and nobody of a room hears that it was for them', async () => {
  const room = await createRoom(ana, [bob, eve])
  const [a, b, e] = [await ana.connect(), await bob.connect(), await eve.connect()]
  const first = await say(a, room.id, 'first')
  await a.next('room:activity', of(room))
  await e.next('room:activity', of(room))
  const reply = async (content: string, more: object = {}) => {
    const posted = { roomId: room.id, clientId: randomUUID(), content, threadId: first.id, ...more }
    return (await b.send('message:post', posted)).message
  }
  const one = await reply(`a word, <@${ana.user.id}>`)
  const heard = { roomId: room.id, threadId: first.id, seq: one.seq, inRoom: false, mentioned: true }
  expect(await a.next('thread:activity', of(room))).toEqual(heard)
  const quiet = { roomId: room.id, lastSeq: 2, revision: 2, mentioned: false, quiet: [2] }
  expect(await a.next('room:activity', of(room))).toEqual(quiet)
  expect(await e.next('room:activity', of(room))).toEqual(quiet)
  expect(await a.next('activity:changed', of(room))).toEqual({ roomId: room.id, messageId: one.id })
  expect(e.heard('thread:activity')).toEqual([])
  expect(await ana.get<Room>(`/rooms/${room.id}`)).toMatchObject({ unreadCount: 0, mentionCount: 0 })
  expect(await unread()).toMatchObject([{ threadId: first.id, unreadCount: 1 }])

  // Catching up carries it all the same: revisions are of the whole room.
  const { changes } = await e.send('room:watch', { roomId: room.id, since: 1 })
  expect(changes).toMatchObject([{ id: one.id, inRoom: false, threadId: first.id }])
  await ana.http('PUT', `/rooms/${room.id}/messages/${one.id}/thread/read`, { seq: one.seq })
  const place = { roomId: room.id, threadId: first.id, following: true, lastReadSeq: one.seq }
  expect(await a.next('thread:changed', of(room))).toEqual(place)
  expect(await unread()).toEqual([])
})

test('who was removed from a room hears no more of its threads, nor of reactions to their words', async () => {
  const room = await createRoom(ana, [bob, eve])
  const [a, b, e] = [await ana.connect(), await bob.connect(), await eve.connect()]
  const first = await say(e, room.id, 'hers')
  const answer = (content: string): Promise<{ message: Message }> =>
    b.send('message:post', { roomId: room.id, clientId: randomUUID(), content, threadId: first.id })
  await answer('while she is here')
  await e.next('thread:activity', of(room))
  await ana.http('DELETE', `/rooms/${room.id}/members/${eve.user.id}`)
  await e.next('room:removed', of(room))
  const before = [e.heard('thread:activity').length, e.heard('activity:changed').length]
  await answer(`when she is gone, <@${eve.user.id}>`)
  await b.send('reaction:set', { messageId: first.id, emoji: '👍', on: true })
  // Whoever is there hears of it after her, in the same order.
  await answer(`and you, <@${ana.user.id}>`)
  await a.next('thread:activity', of(room))
  expect([e.heard('thread:activity').length, e.heard('activity:changed').length]).toEqual(before)
})
