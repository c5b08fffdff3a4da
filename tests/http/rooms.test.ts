import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { type Message, messagePage, message as messageShape } from '#lib/messages/schema.ts'
import { type Room, room as roomShape } from '#lib/rooms/schema.ts'
import { createRoom, http, register } from '../client.ts'
import { password } from '../password.ts'
import { startServer } from '../server.ts'

import { expectProblem } from './problem.ts'

const server = await startServer({ LIMIT_MESSAGES_PER_5S: '100000' })
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')
const eve = await register(server.url, 'Eve')

describe('rooms and messages', () => {
  test('have the shapes of the contract, whole', async () => {
    const made = await ana.http('POST', '/rooms', { name: 'Garden', type: 'chat', visibility: 'public' })
    expect(made.status).toBe(201)
    const room = roomShape.strict().parse(made.body)
    const clientId = randomUUID()
    const posted = await ana.http('POST', `/rooms/${room.id}/messages`, { clientId, content: ' Hello ' })
    expect(posted.status).toBe(201)
    const message = messageShape.strict().parse(posted.body)
    expect(message).toMatchObject({ seq: 1, revision: 1, content: 'Hello', clientId })
    expect(
      (await ana.http('POST', `/rooms/${room.id}/messages`, { clientId, content: 'Hello' })).status,
    ).toBe(200)

    const at = `/rooms/${room.id}/messages/${message.id}`
    expect((await ana.http('PATCH', at, { content: 'Hello there' })).body).toMatchObject({
      content: 'Hello there',
    })
    const thumb = `${at}/reactions/${encodeURIComponent('👍')}`
    expect((await ana.http('PUT', thumb)).body).toMatchObject({
      reactions: [{ emoji: '👍', userIds: [ana.user.id] }],
    })
    expect((await ana.http('DELETE', thumb)).body).toMatchObject({ reactions: [] })
    expectProblem(await ana.http('PUT', `${at}/reactions/not-an-emoji`), 'invalid_input', 400)
    expect((await ana.http('PUT', `${at}/pin`)).body).toMatchObject({ pinnedAt: expect.any(String) })
    expect((await ana.http('DELETE', `${at}/pin`)).body).toMatchObject({ pinnedAt: null })
    expect((await ana.http('DELETE', at)).status).toBeLessThan(300)
    const page = messagePage.strict().parse((await ana.http('GET', `/rooms/${room.id}/messages`)).body)
    expect(page.items).toMatchObject([{ id: message.id, content: '', deletedAt: expect.any(String) }])
    expect((await ana.http('GET', `/rooms/${room.id}/changes?since=0`)).body).toMatchObject({
      revision: page.revision,
      reset: false,
    })
    expect((await ana.http('PUT', `/rooms/${room.id}/read`, { seq: 0 })).status).toBeLessThan(300)
    expect((await ana.http('PATCH', `/rooms/${room.id}`, { isActive: false })).body).toMatchObject({
      isActive: false,
    })
    expect((await ana.http('DELETE', `/rooms/${room.id}`)).status).toBe(204)
  })

  test('what is wrong with a new room is told by field', async () => {
    const wrong: [body: object, path: string][] = [
      [{}, 'name'],
      [{ name: 'x', visibility: 'secret' }, 'visibility'],
      [{ visibility: 'direct' }, 'userIds'],
      [{ visibility: 'private', name: 'x', type: 'radio' }, 'type'],
    ]
    for (const [body, path] of wrong) {
      const answer = await ana.http('POST', '/rooms', body)
      expectProblem(answer, 'invalid_input', 400)
      expect(answer.body, path).toMatchObject({ errors: [{ path }] })
    }
  })

  test('members and invitations', async () => {
    const room = await createRoom(ana, [], { visibility: 'private' })
    const added = await ana.http('POST', `/rooms/${room.id}/members`, { userId: bob.user.id })
    expect(added.status).toBe(201)
    const at = `/rooms/${room.id}/members/${bob.user.id}`
    expect((await ana.http('PATCH', at, { role: 'moderator' })).body).toMatchObject({ role: 'moderator' })
    expect((await ana.http('GET', `/rooms/${room.id}/members`)).body).toMatchObject({
      nextCursor: null,
      items: [{}, {}],
    })
    expect((await ana.http('DELETE', at)).status).toBe(204)
    const invite = await ana.http('POST', `/rooms/${room.id}/invites`, { uses: 1 })
    expect(invite.status).toBe(201)
    const { token } = invite.body as { token: string }
    expect((await bob.http('POST', `/invites/${token}/accept`)).body).toMatchObject({
      id: room.id,
      role: 'member',
    })
    expectProblem(await eve.http('POST', `/invites/${token}/accept`), 'not_found', 404)
    expect((await bob.http('POST', `/rooms/${room.id}/leave`)).status).toBe(204)
    expectProblem(await bob.http('GET', `/rooms/${room.id}`), 'not_found', 404)
  })

  test('an invitation from when the room was public opens the private one to nobody, with or without an account', async () => {
    const room = await createRoom(ana, [bob], { visibility: 'public', name: 'Market' })
    const { token } = await bob.post<{ token: string }>(`/rooms/${room.id}/invites`)
    await ana.http('PATCH', `/rooms/${room.id}`, { visibility: 'private' })
    expectProblem(await eve.http('POST', `/invites/${token}/accept`), 'not_found', 404)
    const stranger = { email: `${randomUUID()}@example.org`, name: 'Mia', password, invite: token }
    expectProblem(await http(server.url)('POST', '/auth/register', stranger), 'forbidden', 403)
    expect(await (await fetch(`${server.url}/invite/${token}`)).text()).toContain('no longer good')
  })

  test('lists go on by cursor, with limits of 1 to 100', async () => {
    for (let i = 0; i < 3; i++) await createRoom(eve, [], { name: `Room ${i}` })
    const first = (await eve.http('GET', '/rooms?limit=2')).body as { items: Room[]; nextCursor: string }
    const rest = (await eve.http('GET', `/rooms?limit=2&cursor=${first.nextCursor}`)).body as typeof first
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['Room 2', 'Room 1', 'Room 0'])
    expect(rest.nextCursor).toBeNull()
    for (const limit of ['0', '101', '-1', 'x', '1.5'])
      expectProblem(await eve.http('GET', `/rooms?limit=${limit}`), 'invalid_input', 400)
    expectProblem(await eve.http('GET', '/rooms?cursor=nonsense'), 'invalid_input', 400)
  })

  test('rooms and history know what the caller has already (ETag, 304)', async () => {
    const room = await createRoom(ana)
    for (const path of ['/rooms', `/rooms/${room.id}/messages`]) {
      const etag = (await ana.http('GET', path)).headers.get('etag') ?? ''
      expect(etag).not.toBe('')
      expect((await ana.http('GET', path, undefined, { 'if-none-match': etag })).status).toBe(304)
      await ana.post<Message>(`/rooms/${room.id}/messages`, { clientId: randomUUID(), content: 'new' })
      expect((await ana.http('GET', path, undefined, { 'if-none-match': etag })).status).toBe(200)
    }
  })

  test('pages of history from every side, and not from two at once', async () => {
    const room = await createRoom(ana)
    for (let i = 1; i <= 5; i++)
      await ana.post(`/rooms/${room.id}/messages`, { clientId: randomUUID(), content: `${i}` })
    const seqs = async (query: string) => {
      const page = messagePage.parse((await ana.http('GET', `/rooms/${room.id}/messages?${query}`)).body)
      return page.items.map(({ seq }) => seq)
    }
    expect(await seqs('limit=2')).toEqual([4, 5])
    await expect(await seqs('before=4&limit=2')).toEqual([2, 3])
    expect(await seqs('after=1&limit=2')).toEqual([2, 3])
    expect(await seqs('around=3&limit=3')).toEqual([2, 3, 4])
    expectProblem(await ana.http('GET', `/rooms/${room.id}/messages?before=4&after=1`), 'invalid_input', 400)
  })
})
