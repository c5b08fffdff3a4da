import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import type { Message } from '#lib/messages/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, http, register } from '../client.ts'
import { sessionCookieOf, signInByForm } from '../cookie.ts'
import { startServer } from '../server.ts'

import { expectProblem } from './problem.ts'

const server = await startServer()
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const eve = await register(server.url, 'Eve')
const nobody = http(server.url)

describe('doors', () => {
  const inside: [method: string, path: string, body?: object][] = [
    ['GET', '/rooms/ROOM'],
    ['PATCH', '/rooms/ROOM', { name: 'Mine' }],
    ['DELETE', '/rooms/ROOM'],
    ['POST', '/rooms/ROOM/join'],
    ['POST', '/rooms/ROOM/leave'],
    ['GET', '/rooms/ROOM/members'],
    ['POST', '/rooms/ROOM/members', { userId: 'USER' }],
    ['PATCH', '/rooms/ROOM/members/USER', { role: 'owner' }],
    ['DELETE', '/rooms/ROOM/members/USER'],
    ['POST', '/rooms/ROOM/invites', {}],
    ['GET', '/rooms/ROOM/messages'],
    ['POST', '/rooms/ROOM/messages', { clientId: randomUUID(), content: 'Hi' }],
    ['PATCH', '/rooms/ROOM/messages/MESSAGE', { content: 'Hi' }],
    ['GET', '/rooms/ROOM/messages/MESSAGE/thread'],
    ['GET', '/rooms/ROOM/messages/MESSAGE/edits'],
    ['DELETE', '/rooms/ROOM/messages/MESSAGE'],
    ['PUT', `/rooms/ROOM/messages/MESSAGE/reactions/${encodeURIComponent('👍')}`],
    ['PUT', '/rooms/ROOM/messages/MESSAGE/pin'],
    ['GET', '/rooms/ROOM/changes?since=0'],
    ['PUT', '/rooms/ROOM/read', { seq: 1 }],
    ['GET', '/rooms/ROOM/pins'],
    ['GET', '/rooms/ROOM/export'],
    ['GET', '/search?q=x&roomId=ROOM'],
    ['PUT', '/me/saved/MESSAGE'],
    ['GET', '/rooms/ROOM/ice-servers'],
  ]

  test('what one may not know does not exist, wherever one asks', async () => {
    const room = await createRoom(ana, [], { visibility: 'private', type: 'video' })
    const message = await ana.post<Message>(`/rooms/${room.id}/messages`, {
      clientId: randomUUID(),
      content: 'x',
    })
    const named = (text: string) =>
      text.replace('ROOM', room.id).replace('MESSAGE', message.id).replace('USER', eve.user.id)
    for (const [method, path, body] of inside) {
      const sent = body && JSON.parse(named(JSON.stringify(body)))
      const answer = await eve.http(method, named(path), sent)
      expect(answer.status, `${method} ${path}`).toBe(404)
      expectProblem(answer, 'not_found', 404)
    }
    expect(await ana.get<Room>(`/rooms/${room.id}`)).toMatchObject({
      memberCount: 1,
      lastSeq: 1,
      name: 'Garden',
    })
  })

  test('without a good token nothing opens', async () => {
    for (const [method, path, body] of [
      ['GET', '/me'],
      ['GET', '/rooms'],
      ['GET', '/users'],
      ...inside,
    ] as typeof inside)
      for (const call of [nobody, http(server.url, 'nonsense')])
        expect((await call(method, path, body)).status, `${method} ${path}`).toBe(401)
  })

  test('a malformed cookie is no session, and no error of ours', async () => {
    const answer = await nobody('GET', '/me', undefined, { cookie: 'rooms.session=%E0%A4%A; x' })
    expectProblem(answer, 'unauthenticated', 401)
  })

  test('a page of another site cannot act with somebody’s cookie', async () => {
    const cookie = await browserCookie(ana.user.email)
    const change = (headers: Record<string, string>) =>
      nobody('PATCH', '/me', { name: 'Mallory' }, { cookie, ...headers })
    expectProblem(await change({ origin: 'https://evil.example' }), 'forbidden', 403)
    expectProblem(await change({ 'sec-fetch-site': 'cross-site', origin: server.url }), 'forbidden', 403)
    expectProblem(await change({ origin: 'null' }), 'forbidden', 403)
    expectProblem(await change({}), 'forbidden', 403)
    const form = { cookie, origin: 'https://evil.example', 'content-type': 'multipart/form-data; boundary=x' }
    expectProblem(await nobody('POST', '/uploads', '--x--\r\n', form), 'forbidden', 403)
    expect((await ana.get<{ name: string }>('/me')).name).toBe('Ana')
    expect((await change({ 'sec-fetch-site': 'same-origin', origin: server.url })).status).toBe(200)
    await ana.http('PATCH', '/me', { name: 'Ana' })
    expect((await nobody('GET', '/me', undefined, { cookie })).status).toBe(200)
  })

  test('a body that is not JSON, not of the right type, or too large', async () => {
    expectProblem(await ana.http('POST', '/rooms', '{"name":'), 'invalid_input', 400)
    expectProblem(await ana.http('POST', '/rooms', '[]'), 'invalid_input', 400)
    expectProblem(await ana.http('POST', '/rooms', 'null'), 'invalid_input', 400)
    const xml = await ana.http('POST', '/rooms', '<room/>', { 'content-type': 'application/xml' })
    expectProblem(xml, 'unsupported_media_type', 415)
    expectProblem(await ana.http('POST', '/rooms', { name: 'x'.repeat(300_000) }), 'payload_too_large', 413)
    const room = await createRoom(ana)
    const long = { clientId: randomUUID(), content: 'x'.repeat(16_001) }
    expectProblem(await ana.http('POST', `/rooms/${room.id}/messages`, long), 'invalid_input', 400)
  })

  test('an address that is none says so in the same form', async () => {
    expectProblem(await ana.http('GET', '/nothing'), 'not_found', 404)
    expect((await ana.http('PUT', '/rooms')).status).toBeGreaterThanOrEqual(400)
  })

  test('is described by its own document', async () => {
    const { status, body } = await nobody('GET', '/openapi.json')
    expect(status).toBe(200)
    const paths = Object.keys((body as { paths: object }).paths)
    expect(paths.some((path) => path.endsWith('/messages'))).toBe(true)
  })
})

test('where accounts need an invitation, the door offers none, except to the first', async () => {
  const other = await startServer({ REGISTRATION: 'invite' })
  const page = async () => (await fetch(`${other.url}/sign-in`)).text()
  expect(await page()).toContain('Make the first account')
  await register(other.url, 'Founder')
  expect(await page()).not.toContain('href="/register')
  await other.stop()
})

async function browserCookie(email: string): Promise<string> {
  const session = sessionCookieOf(await signInByForm(server.url, email))
  expect(session).toMatch(/HttpOnly/i)
  expect(session).toMatch(/SameSite=Lax/i)
  return session.split(';')[0] ?? ''
}
