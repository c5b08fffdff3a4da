import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import type { Message, MessagePage } from '#lib/messages/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, type Line, type Program, register, say } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer({ LIMIT_MESSAGES_PER_5S: '100000', LIMIT_COMMANDS_PER_SECOND: '10000' })
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')
const eve = await register(server.url, 'Eve')

/** A room of two, both with it open. */
async function together(room: object = {}): Promise<{ room: Room; a: Line; b: Line }> {
  const made = await createRoom(ana, [bob], room)
  const [a, b] = [await ana.connect(), await bob.connect()]
  for (const line of [a, b]) await line.send('room:watch', { roomId: made.id })
  return { room: made, a, b }
}
const of = (room: Room) => (event: { roomId: string }) => event.roomId === room.id
const historyOf = (someone: Program, room: Room) =>
  someone.get<MessagePage>(`/rooms/${room.id}/messages?limit=100`)

describe('two people in a room', () => {
  test('hear each message once, in order', async () => {
    const { room, a, b } = await together()
    const said: Message[] = []
    for (let i = 0; i < 10; i++) said.push(await say(i % 2 ? a : b, room.id, `message ${i}`))
    for (const line of [a, b]) {
      const heard = []
      for (let i = 0; i < 10; i++) heard.push(await line.next('message:posted'))
      expect(heard).toEqual(said)
      expect(line.heard('message:posted')).toEqual([])
    }
    expect(said.map((message) => message.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('hear everything in order also when both talk at once', async () => {
    const { room, a, b } = await together()
    const lines = [a, b]
    await Promise.all(Array.from({ length: 60 }, (_, i) => say(lines[i % 2] ?? a, room.id, `${i}`)))
    for (const line of lines) {
      await line.next('message:posted', (message) => message.seq === 60)
      const seqs = line.heard('message:posted').map((message) => message.seq)
      expect(seqs).toEqual(Array.from({ length: 59 }, (_, i) => i + 1))
    }
  })

  test('a message sent again is stored once and heard once', async () => {
    const { room, a, b } = await together()
    const clientId = randomUUID()
    const first = await say(a, room.id, 'Hello', clientId)
    const again = await say(a, room.id, 'Hello', clientId)
    const elsewhere = await say(await ana.connect(), room.id, 'Hello', clientId)
    const overHttp = await ana.http('POST', `/rooms/${room.id}/messages`, { clientId, content: 'Hello' })
    expect([again.id, elsewhere.id]).toEqual([first.id, first.id])
    expect(overHttp).toMatchObject({ status: 200, body: { id: first.id } })
    await say(a, room.id, 'end')
    await b.next('message:posted', (message) => message.content === 'end')
    expect(b.heard('message:posted')).toHaveLength(1)
    expect((await historyOf(bob, room)).items).toHaveLength(2)
  })

  test('see edits, deletions, reactions and pins of each other', async () => {
    const { room, a, b } = await together()
    const message = await say(a, room.id, 'Helo')
    await a.send('message:edit', { messageId: message.id, content: 'Hello' })
    expect(await b.next('message:changed')).toMatchObject({ id: message.id, content: 'Hello', revision: 2 })
    await b.send('reaction:set', { messageId: message.id, emoji: '👍', on: true })
    expect(await a.next('message:changed', ({ revision }) => revision === 3)).toMatchObject({
      reactions: [{ emoji: '👍', userIds: [bob.user.id] }],
    })
    await ana.http('PUT', `/rooms/${room.id}/messages/${message.id}/pin`)
    expect((await b.next('message:changed', ({ revision }) => revision === 4)).pinnedAt).not.toBeNull()
    await a.send('message:delete', { messageId: message.id })
    expect(await b.next('message:changed', ({ revision }) => revision === 5)).toMatchObject({ content: '' })
  })

  test('a message over HTTP is heard by sockets like any other', async () => {
    const { room, b } = await together()
    const posted = await ana.post<Message>(`/rooms/${room.id}/messages`, {
      clientId: randomUUID(),
      content: 'by post',
    })
    expect(await b.next('message:posted')).toEqual(posted)
  })

  test('reading is told to the own other tabs, and to nobody else', async () => {
    const { room, a, b } = await together()
    const otherTab = await bob.connect()
    const { seq } = await say(a, room.id)
    expect(await b.send('read:mark', { roomId: room.id, seq })).toEqual({ lastReadSeq: 1 })
    expect(await otherTab.next('read:changed')).toEqual({ roomId: room.id, lastReadSeq: 1 })
    await say(a, room.id, 'end')
    await a.next('message:posted', (message) => message.content === 'end')
    expect(a.heard('read:changed')).toEqual([])
  })
})

describe('catching up', () => {
  test('after a gap gives what was missed, edits too, and nothing twice', async () => {
    const { room, a, b } = await together()
    const first = await say(a, room.id, 'first')
    const second = await say(a, room.id, 'second')
    await b.next('message:posted', ({ seq }) => seq === 2)
    b.close()
    await a.send('message:edit', { messageId: first.id, content: 'first, edited' })
    await a.send('message:delete', { messageId: second.id })
    await say(a, room.id, 'third')
    const back = await bob.connect()
    const caught = await back.send('room:watch', { roomId: room.id, since: 2 })
    expect(caught).toMatchObject({ revision: 5, lastSeq: 3, reset: false })
    expect(caught.changes.map(({ seq, content }) => [seq, content])).toEqual([
      [1, 'first, edited'],
      [2, ''],
      [3, 'third'],
    ])
    await say(a, room.id, 'fourth')
    expect(await back.next('message:posted')).toMatchObject({ content: 'fourth' })
  })

  test('while others write loses nothing: what is not in the answer comes live', async () => {
    const { room, a } = await together()
    for (let round = 0; round < 5; round++) {
      const before = (await bob.get<Room>(`/rooms/${room.id}`)).revision
      const line = await bob.connect()
      const writing = Array.from({ length: 20 }, () => say(a, room.id))
      const caught = await line.send('room:watch', { roomId: room.id, since: before })
      const last = (await Promise.all(writing)).at(-1)?.seq ?? 0
      const got = new Set(caught.changes.map(({ seq }) => seq))
      if (!got.has(last)) await line.next('message:posted', ({ seq }) => seq === last)
      for (const { seq } of line.heard('message:posted')) got.add(seq)
      got.add(last)
      expect([...got].sort((x, y) => x - y)).toEqual(Array.from({ length: 20 }, (_, i) => before + 1 + i))
      line.close()
    }
  })

  test('over more than 500 changes asks to start over', async () => {
    const { room, a } = await together()
    await Promise.all(Array.from({ length: 501 }, () => say(a, room.id)))
    const line = await bob.connect()
    const caught = await line.send('room:watch', { roomId: room.id, since: 0 })
    expect(caught).toMatchObject({ reset: true, changes: [], revision: 501 })
  })

  test('without a revision gives the state and no history', async () => {
    const { room, a } = await together()
    await say(a, room.id)
    const caught = await (await bob.connect()).send('room:watch', { roomId: room.id })
    expect(caught).toMatchObject({ revision: 1, lastSeq: 1, changes: [], reset: false, call: null })
  })
})

describe('rights', () => {
  test('a stranger can do nothing with a room, and hears nothing of it', async () => {
    const { room, a } = await together({ visibility: 'private' })
    const message = await say(a, room.id)
    const e = await eve.connect()
    const { id: roomId } = room
    const replies = [
      await e.ask('room:watch', { roomId }),
      await e.ask('message:post', { roomId, clientId: randomUUID(), content: 'Hi' }),
      await e.ask('message:edit', { messageId: message.id, content: 'Hi' }),
      await e.ask('message:delete', { messageId: message.id }),
      await e.ask('reaction:set', { messageId: message.id, emoji: '👍', on: true }),
      await e.ask('read:mark', { roomId, seq: 1 }),
      await e.ask('typing:set', { roomId, typing: true }),
      await e.ask('call:join', { roomId, media: { microphone: true, camera: true, screen: false } }),
    ]
    expect(replies.map((reply) => !reply.ok && reply.error.code)).toEqual(replies.map(() => 'not_found'))
    await say(a, roomId, 'secret')
    await e.send('room:unwatch', { roomId })
    expect([e.heard('message:posted'), e.heard('room:activity'), e.heard('message:changed')].flat()).toEqual(
      [],
    )
  })

  test('end at once for whoever is removed: the next message is not heard', async () => {
    const { room, a, b } = await together({ visibility: 'private' })
    await ana.http('DELETE', `/rooms/${room.id}/members/${bob.user.id}`)
    expect(await b.next('room:removed')).toEqual({ roomId: room.id, reason: 'removed' })
    expect(await a.next('member:changed')).toMatchObject({ userId: bob.user.id, change: 'left' })
    await say(a, room.id, 'now that we are alone')
    expect(await b.ask('room:watch', { roomId: room.id })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    })
    expect(b.heard('message:posted')).toEqual([])
    expect(b.heard('room:activity')).toEqual([])
  })

  test('end for everybody when a room is deleted', async () => {
    const { room, b } = await together()
    await ana.http('DELETE', `/rooms/${room.id}`)
    expect(await b.next('room:removed')).toEqual({ roomId: room.id, reason: 'deleted' })
  })

  test('an archived room is told, can be watched, and takes nothing', async () => {
    const { room, b } = await together()
    await ana.http('PATCH', `/rooms/${room.id}`, { isActive: false })
    expect(await b.next('room:changed')).toMatchObject({ id: room.id, isActive: false })
    const reply = await b.ask('message:post', { roomId: room.id, clientId: randomUUID(), content: 'Hi' })
    expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    await expect(b.send('room:watch', { roomId: room.id })).resolves.toBeDefined()
  })
})

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

  test('unwatching stops the stream', async () => {
    const { room, a, b } = await together()
    await b.send('room:unwatch', { roomId: room.id })
    await say(a, room.id)
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
    const { room, a, b } = await together()
    await a.send('typing:set', { roomId: room.id, typing: true })
    await b.next('typing:changed', ({ userIds }) => userIds.includes(ana.user.id))
    await a.send('typing:set', { roomId: room.id, typing: false })
    await b.next('typing:changed', ({ userIds }) => !userIds.includes(ana.user.id))
  })
})
