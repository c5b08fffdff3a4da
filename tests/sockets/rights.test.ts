import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { register, say } from '../client.ts'
import { startServer } from '../server.ts'
import { together } from './together.ts'

const server = await startServer({ LIMIT_MESSAGES_PER_5S: '100000', LIMIT_COMMANDS_PER_SECOND: '10000' })
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')
const eve = await register(server.url, 'Eve')

describe('rights', () => {
  test('a stranger can do nothing with a room, and hears nothing of it', async () => {
    const { room, a } = await together(ana, bob, { visibility: 'private' })
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
      await e.ask('call:lock', { roomId, locked: true }),
      await e.ask('call:knock', { roomId, knock: true }),
      await e.ask('call:knock', { roomId, knock: false }),
      await e.ask('call:admit', { roomId, userId: eve.user.id, admit: true }),
      await e.ask('call:ring', { roomId }),
      await e.ask('call:decline', { roomId }),
      await e.ask('call:react', { roomId, emoji: '👍' }),
    ]
    expect(replies.map((reply) => !reply.ok && reply.error.code)).toEqual(replies.map(() => 'not_found'))
    await say(a, roomId, 'secret')
    await e.send('room:unwatch', { roomId })
    expect([e.heard('message:posted'), e.heard('room:activity'), e.heard('message:changed')].flat()).toEqual(
      [],
    )
  })

  test('end at once for whoever is removed: the next message is not heard', async () => {
    const { room, a, b } = await together(ana, bob, { visibility: 'private' })
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

  test('end also for whoever joins the call over and over while they are removed', async () => {
    const media = { microphone: true, camera: false, screen: false }
    for (let round = 0; round < 10; round++) {
      const { room, a, b } = await together(ana, bob, { type: 'video', visibility: 'private' })
      const { id: roomId } = room
      await a.send('call:join', { roomId, media })
      // Some under way at every moment, so that one is while the right ends, whenever that is.
      let refused = false
      const knocking = Array.from({ length: 3 }, async () => {
        while (!refused) refused = !(await b.ask('call:join', { roomId, media })).ok
      })
      await a.next('call:joined', ({ userId }) => userId === bob.user.id)
      await ana.http('DELETE', `/rooms/${roomId}/members/${bob.user.id}`)
      await Promise.all(knocking)
      await a.send('call:react', { roomId, emoji: '👍' })
      await a.next('call:reacted')
      // Whatever was told before it has come when this is answered.
      await b.ask('room:watch', { roomId })
      expect(b.heard('call:reacted')).toEqual([])
      a.close()
      b.close()
    }
  })

  test('who is muted still hears; of that and of reports nobody hears who need not know', async () => {
    // The first account: she looks after the installation, and after the room.
    const { room, a, b } = await together(ana, bob)
    const { id: roomId } = room
    await ana.post(`/rooms/${roomId}/members`, { userId: eve.user.id })
    const e = await eve.connect()
    await e.send('room:watch', { roomId })
    const { id } = await say(b, roomId, 'spam')
    await eve.post(`/rooms/${roomId}/messages/${id}/report`, { reason: 'Spam' })
    await a.next('reports:changed')
    await ana.http('PUT', `/rooms/${roomId}/members/${bob.user.id}/mute`, { reason: 'Spam' })
    expect(await b.next('room:muted')).toEqual({ roomId, mute: { until: null, reason: 'Spam' } })
    expect(await a.next('member:muted')).toEqual({ roomId, userId: bob.user.id })
    expect(await b.ask('message:post', { roomId, clientId: randomUUID(), content: 'Hi' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden', reason: 'rooms.muted' },
    })
    const { id: last } = await say(a, roomId, 'Please stop')
    for (const line of [b, e]) await line.next('message:posted', (message) => message.id === last)
    const hidden = [b, e].flatMap((line) => [...line.heard('reports:changed'), ...line.heard('member:muted')])
    expect([...hidden, ...e.heard('room:muted')]).toEqual([])
  })

  test('end for everybody when a room is deleted', async () => {
    const { room, b } = await together(ana, bob)
    await ana.http('DELETE', `/rooms/${room.id}`)
    expect(await b.next('room:removed')).toEqual({ roomId: room.id, reason: 'deleted' })
  })

  test('an archived room is told, can be watched, and takes nothing', async () => {
    const { room, b } = await together(ana, bob)
    await ana.http('PATCH', `/rooms/${room.id}`, { isActive: false })
    expect(await b.next('room:changed')).toMatchObject({ id: room.id, isActive: false })
    const reply = await b.ask('message:post', { roomId: room.id, clientId: randomUUID(), content: 'Hi' })
    expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    await expect(b.send('room:watch', { roomId: room.id })).resolves.toBeDefined()
  })
})
