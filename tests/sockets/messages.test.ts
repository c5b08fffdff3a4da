import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import type { Message, MessagePage } from '#lib/messages/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { type Program, register, say } from '../client.ts'
import { mentioning } from '../mentioning.ts'
import { startServer } from '../server.ts'
import { together } from './together.ts'

const server = await startServer({ LIMIT_MESSAGES_PER_5S: '100000', LIMIT_COMMANDS_PER_SECOND: '10000' })
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')

const historyOf = (someone: Program, room: Room) =>
  someone.get<MessagePage>(`/rooms/${room.id}/messages?limit=100`)

describe('two people in a room', () => {
  test('hear each message once, in order', async () => {
    const { room, a, b } = await together(ana, bob)
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
    const { room, a, b } = await together(ana, bob)
    const lines = [a, b]
    await Promise.all(Array.from({ length: 60 }, (_, i) => say(lines[i % 2] ?? a, room.id, `${i}`)))
    for (const line of lines) {
      await line.next('message:posted', (message) => message.seq === 60)
      const seqs = line.heard('message:posted').map((message) => message.seq)
      expect(seqs).toEqual(Array.from({ length: 59 }, (_, i) => i + 1))
    }
  })

  test('a message sent again is stored once and heard once', async () => {
    const { room, a, b } = await together(ana, bob)
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

  test('mention each other in what is said, not in code: posted by programs, and in edits', async () => {
    const { room, a } = await together(ana, bob)
    const elsewhere = await bob.connect()
    const mark = `<@${bob.user.id}>`
    const counted = async () => (await bob.get<Room>(`/rooms/${room.id}`)).mentionCount
    let count = 0
    for (const { write, mentions } of Object.values(mentioning)) {
      const sent = { clientId: randomUUID(), content: write(mark) }
      const { body } = await ana.http('POST', `/rooms/${room.id}/messages`, sent)
      expect(body, sent.content).toMatchObject({ mentions: mentions ? [bob.user.id] : [] })
      const own = await say(a, room.id, 'Hello')
      const { message } = await a.send('message:edit', { messageId: own.id, content: write(mark) })
      expect(message, sent.content).toMatchObject({ mentions: mentions ? [bob.user.id] : [] })
      count += mentions ? 2 : 0
      expect(await counted(), sent.content).toBe(count)
    }
    const quiet = await together(ana, bob)
    const last = await say(quiet.a, quiet.room.id, `\`${mark}\``)
    const news = await elsewhere.next('room:activity', ({ roomId }) => roomId === quiet.room.id)
    expect(news).toMatchObject({ lastSeq: last.seq, mentioned: false })
  })

  test('see edits, deletions, reactions and pins of each other', async () => {
    const { room, a, b } = await together(ana, bob)
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
    const { room, b } = await together(ana, bob)
    const posted = await ana.post<Message>(`/rooms/${room.id}/messages`, {
      clientId: randomUUID(),
      content: 'by post',
    })
    expect(await b.next('message:posted')).toEqual(posted)
  })

  test('reading is told to the own other tabs, and to nobody else', async () => {
    const { room, a, b } = await together(ana, bob)
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
    const { room, a, b } = await together(ana, bob)
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
    const { room, a } = await together(ana, bob)
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
    const { room, a } = await together(ana, bob)
    await Promise.all(Array.from({ length: 501 }, () => say(a, room.id)))
    const line = await bob.connect()
    const caught = await line.send('room:watch', { roomId: room.id, since: 0 })
    expect(caught).toMatchObject({ reset: true, changes: [], revision: 501 })
  })

  test('of more than a slow line could take asks to start over', async () => {
    const { room, a } = await together(ana, bob)
    const { revision } = await say(a, room.id, 'x'.repeat(16_000))
    await Promise.all(Array.from({ length: 40 }, () => say(a, room.id, 'x'.repeat(16_000))))
    const line = await bob.connect()
    const caught = await line.send('room:watch', { roomId: room.id, since: revision })
    expect(caught).toMatchObject({ reset: true, changes: [], revision: 41 })
    const few = await line.send('room:watch', { roomId: room.id, since: 21 })
    expect(few).toMatchObject({ reset: false })
    expect(few.changes).toHaveLength(20)
  })

  test('without a revision gives the state and no history', async () => {
    const { room, a } = await together(ana, bob)
    await say(a, room.id)
    const caught = await (await bob.connect()).send('room:watch', { roomId: room.id })
    expect(caught).toMatchObject({ revision: 1, lastSeq: 1, changes: [], reset: false, call: null })
  })
})
