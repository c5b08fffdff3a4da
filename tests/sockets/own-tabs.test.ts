import { afterAll, describe, expect, test } from 'vitest'
import { register, say } from '../client.ts'
import { startServer } from '../server.ts'
import { together } from './together.ts'

const server = await startServer({ LIMIT_MESSAGES_PER_5S: '100000', LIMIT_COMMANDS_PER_SECOND: '10000' })
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')
const eve = await register(server.url, 'Eve')

describe('what one chooses for a room', () => {
  test('is told to one’s own tabs, and to nobody else', async () => {
    const { room, a, b } = await together(ana, bob, { visibility: 'public', name: 'Square' })
    const tab = await bob.connect()
    const answer = await bob.http('PUT', `/rooms/${room.id}/attention`, { level: 'mentions' })
    expect(answer).toMatchObject({ status: 200, body: { level: 'mentions', favourite: false } })
    const told = { roomId: room.id, level: 'mentions', favourite: false }
    expect([await b.next('room:attention'), await tab.next('room:attention')]).toEqual([told, told])
    await a.send('room:unwatch', { roomId: room.id })
    expect(a.heard('room:attention')).toEqual([])
    expect((await eve.http('PUT', `/rooms/${room.id}/attention`, { favourite: true })).status).toBe(403)
    expect((await bob.http('PUT', `/rooms/${room.id}/attention`, { level: 'loud' })).status).toBe(400)
  })
})

describe('a new name', () => {
  test('is told to who shares a room, and stands on the very next message', async () => {
    const { room, a, b } = await together(ana, bob, { visibility: 'private' })
    const e = await eve.connect()
    await say(b, room.id, 'before')
    expect((await bob.http('PATCH', '/me', { name: 'Robert' })).status).toBe(200)
    const told = { id: bob.user.id, name: 'Robert', avatarUrl: null }
    expect([await a.next('profile:changed'), await b.next('profile:changed')]).toEqual([told, told])
    await say(b, room.id, 'after')
    expect(await a.next('message:posted', ({ content }) => content === 'after')).toMatchObject({
      author: told,
    })
    await e.send('room:unwatch', { roomId: room.id })
    expect(e.heard('profile:changed'), 'a stranger').toEqual([])
  })
})
