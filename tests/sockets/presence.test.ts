import { afterAll, describe, expect, test } from 'vitest'
import type { Page } from '#lib/http/schema.ts'
import { withoutMessage } from '#lib/rooms/browser/unread.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, register, say } from '../client.ts'
import { startServer } from '../server.ts'
import { together } from './together.ts'

const server = await startServer({ LIMIT_MESSAGES_PER_5S: '100000', LIMIT_COMMANDS_PER_SECOND: '10000' })
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')

const of = (room: Room) => (event: { roomId: string }) => event.roomId === room.id

describe('elsewhere', () => {
  test('members who do not have the room open hear that something happened, and what is for them', async () => {
    const room = await createRoom(ana, [bob])
    const [a, b] = [await ana.connect(), await bob.connect()]
    await a.send('room:watch', { roomId: room.id })
    await say(a, room.id, `Look, <@${bob.user.id}>`)
    expect(await b.next('room:activity', of(room))).toEqual({
      roomId: room.id,
      lastSeq: 1,
      revision: 1,
      mentioned: true,
    })
    await say(a, room.id, 'nothing for you')
    expect(await b.next('room:activity', of(room))).toMatchObject({ lastSeq: 2, mentioned: false })
    expect(b.heard('message:posted')).toEqual([])
    expect(a.heard('room:activity').filter(of(room)), 'who watches needs no hint').toEqual([])
  })

  test('at most one hint a second, the last of which is true', async () => {
    const room = await createRoom(ana, [bob])
    const [a, b] = [await ana.connect(), await bob.connect()]
    const began = Date.now()
    await Promise.all(Array.from({ length: 50 }, () => say(a, room.id)))
    await b.next('room:activity', (hint) => of(room)(hint) && hint.lastSeq === 50)
    const seconds = Math.ceil((Date.now() - began) / 1000)
    expect(b.heard('room:activity').filter(of(room)).length).toBeLessThanOrEqual(seconds + 1)
  })

  test('an author’s other tabs hear which of the messages are their own, and are not mentioned by them', async () => {
    const room = await createRoom(ana, [bob])
    const [a, otherTab, b] = [await ana.connect(), await ana.connect(), await bob.connect()]
    await say(a, room.id, 'Listen, <@room>')
    const first = { roomId: room.id, lastSeq: 1, revision: 1 }
    expect(await otherTab.next('room:activity', of(room))).toEqual({ ...first, mentioned: false, own: [1] })
    expect(await b.next('room:activity', of(room))).toEqual({ ...first, mentioned: true })
    await say(a, room.id, 'and you, <@room>')
    await say(b, room.id, 'I do, and <@room> too')
    await say(a, room.id, 'good')
    const gathered = { roomId: room.id, lastSeq: 4, revision: 4, mentioned: true, from: 2 }
    expect(await otherTab.next('room:activity', of(room))).toEqual({ ...gathered, own: [2, 4] })
    expect(await b.next('room:activity', of(room))).toEqual({ ...gathered, own: [3] })
    expect((await ana.get<Room>(`/rooms/${room.id}`)).unreadCount).toBe(1)
  })

  test('members hear that a message was deleted, and count as the server does', async () => {
    const room = await createRoom(ana, [bob])
    const [a, b] = [await ana.connect(), await bob.connect()]
    await a.send('room:watch', { roomId: room.id })
    const message = await say(a, room.id, `Look, <@${bob.user.id}>`)
    await say(a, room.id, 'and here')
    await b.next('room:activity', (hint) => of(room)(hint) && hint.lastSeq === 2)
    const heard = await bob.get<Room>(`/rooms/${room.id}`)
    expect(heard).toMatchObject({ unreadCount: 2, mentionCount: 1 })
    await a.send('message:delete', { messageId: message.id })
    const gone = await b.next('message:gone', of(room))
    expect(gone).toEqual({
      roomId: room.id,
      seq: 1,
      revision: 3,
      authorId: ana.user.id,
      mentioned: [bob.user.id],
      threadId: null,
      inRoom: true,
    })
    const counts = { unreadCount: 1, mentionCount: 0 }
    expect(withoutMessage(heard, gone, bob.user.id)).toMatchObject(counts)
    expect(await bob.get<Room>(`/rooms/${room.id}`)).toMatchObject(counts)
    const { items } = await bob.get<Page<Room>>('/rooms')
    expect(items.find(({ id }) => id === room.id)).toMatchObject(counts)
  })

  test('that a message was deleted is told to nobody who may not read the room', async () => {
    const [eve, dan] = [await register(server.url, 'Eve'), await register(server.url, 'Dan')]
    const room = await createRoom(ana, [bob, dan], { visibility: 'private' })
    const [a, b, e, d] = await Promise.all([ana, bob, eve, dan].map((one) => one.connect()))
    if (!a || !b || !e || !d) throw new Error('everybody is there')
    const message = await say(a, room.id, `Look, <@${dan.user.id}>`)
    await ana.http('DELETE', `/rooms/${room.id}/members/${dan.user.id}`)
    await d.next('room:removed', of(room))
    await a.send('message:delete', { messageId: message.id })
    await b.next('message:gone', of(room))
    // What is sent to them after it has come: it would have been here before.
    const other = await createRoom(ana, [eve, dan])
    await say(a, other.id)
    for (const one of [e, d]) {
      await one.next('room:activity', of(other))
      expect(one.heard('message:gone')).toEqual([])
    }
  })

  test('unwatching stops the stream', async () => {
    const { room, a, b } = await together(ana, bob)
    await b.send('room:unwatch', { roomId: room.id })
    await say(a, room.id)
    await b.next('room:activity', of(room))
    expect(b.heard('message:posted')).toEqual([])
  })

  test('it does not overtake the watching before it', async () => {
    const { room, a, b } = await together(ana, bob)
    const roomId = room.id
    await b.send('room:unwatch', { roomId })
    await Promise.all([b.send('room:watch', { roomId }), b.send('room:unwatch', { roomId })])
    await say(a, roomId)
    await b.next('room:activity', of(room))
    expect(b.heard('message:posted')).toEqual([])
  })
})

describe('presence and typing', () => {
  test('who comes and goes is told, once for all their tabs', async () => {
    const mia = await register(server.url, 'Mia')
    const room = await createRoom(ana, [mia])
    const a = await ana.connect()
    const opened = await a.send('room:watch', { roomId: room.id })
    expect(opened.online).toContain(ana.user.id)
    expect(opened.online).not.toContain(mia.user.id)
    const [tab, otherTab] = [await mia.connect(), await mia.connect()]
    await a.next(
      'presence:changed',
      ({ roomId, online }) => roomId === room.id && online.includes(mia.user.id),
    )
    tab.close()
    otherTab.close()
    await a.next(
      'presence:changed',
      ({ roomId, offline }) => roomId === room.id && offline.includes(mia.user.id),
    )
    expect(a.heard('presence:changed').filter(of(room))).toEqual([])
  })

  test('typing is told to others, and ends', async () => {
    const { room, a, b } = await together(ana, bob)
    await a.send('typing:set', { roomId: room.id, typing: true })
    await b.next('typing:changed', ({ userIds }) => userIds.includes(ana.user.id))
    await a.send('typing:set', { roomId: room.id, typing: false })
    await b.next('typing:changed', ({ userIds }) => !userIds.includes(ana.user.id))
  })
})
