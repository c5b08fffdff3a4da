import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { profile, tokenPair } from '#lib/accounts/schema.ts'
import { problem } from '#lib/http/schema.ts'
import { type Message, messagePage, message as messageShape } from '#lib/messages/schema.ts'
import { type Room, room as roomShape } from '#lib/rooms/schema.ts'
import { type Answer, createRoom, http, register } from '../client.ts'
import { password } from '../password.ts'
import { startServer } from '../server.ts'

const server = await startServer({ LIMIT_MESSAGES_PER_5S: '100000' })
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')
const eve = await register(server.url, 'Eve')
const nobody = http(server.url)

/** Problem details in full (RFC 9457), with this code and status. */
function expectProblem(answer: Answer, code: string, status: number) {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(answer.status).toBe(status)
  const told = problem.parse(answer.body)
  expect(told).toMatchObject({ code, status })
  expect(told.detail).not.toMatch(/\n\s+at |node_modules/)
  return told
}

describe('accounts', () => {
  test('register, log in, refresh, log out', async () => {
    const email = `${randomUUID()}@example.org`
    const registered = await nobody('POST', '/auth/register', {
      email: ` ${email.toUpperCase()} `,
      name: 'Mia',
      password,
    })
    expect(registered.status).toBe(201)
    expect(tokenPair.parse(registered.body).user.email).toBe(email)
    const signedIn = await nobody('POST', '/auth/login', { email, password })
    expect(signedIn.status).toBe(200)
    const { accessToken, refreshToken, expiresInMs } = tokenPair.parse(signedIn.body)
    expect(expiresInMs).toBe(15 * 60_000)
    expect((await nobody('POST', '/auth/refresh', { refreshToken })).status).toBe(200)
    const mia = http(server.url, accessToken)
    expect(profile.parse((await mia('GET', '/me')).body)).toMatchObject({
      email,
      name: 'Mia',
      role: 'member',
    })
    expect((await mia('POST', '/auth/logout')).status).toBe(204)
    expectProblem(await mia('GET', '/me'), 'unauthenticated', 401)
  })

  test('a wrong password and an unknown email are answered alike', async () => {
    const wrong = await nobody('POST', '/auth/login', { email: ana.user.email, password: 'wrong password' })
    const unknown = await nobody('POST', '/auth/login', {
      email: `${randomUUID()}@example.org`,
      password: 'wrong password',
    })
    expectProblem(wrong, 'unauthenticated', 401)
    expect(unknown.body).toEqual(wrong.body)
  })

  test.each([
    [{ email: 'no-address', name: 'A', password }, 'email'],
    [{ email: 'a@example.org', name: '   ', password }, 'name'],
    [{ email: 'a@example.org', name: 'x'.repeat(81), password }, 'name'],
    [{ email: 'a@example.org', name: 'A', password: 'seven77' }, 'password'],
    [{ email: 'a@example.org', name: 'A', password: 'x'.repeat(129) }, 'password'],
    [{ email: 'a@example.org', name: 'A', password: 'Password123' }, 'password'],
  ])('registering with %j is refused, naming %s', async (body, path) => {
    const told = expectProblem(await nobody('POST', '/auth/register', body), 'invalid_input', 400)
    expect(told.errors?.map((error) => error.path)).toContain(path)
  })

  test('an email that is taken is a conflict', async () => {
    const again = await nobody('POST', '/auth/register', { email: ana.user.email, name: 'A', password })
    expectProblem(again, 'conflict', 409)
  })

  test('sign-in is slowed down after ten failures, with a time to wait', async () => {
    const mia = await register(server.url, 'Mia')
    const guess = () => nobody('POST', '/auth/login', { email: mia.user.email, password: 'wrong password' })
    for (let i = 0; i < 10; i++) expect((await guess()).status).toBe(401)
    const limited = await guess()
    expectProblem(limited, 'rate_limited', 429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

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
    expect(await seqs('before=4&limit=2')).toEqual([2, 3])
    expect(await seqs('after=1&limit=2')).toEqual([2, 3])
    expect(await seqs('around=3&limit=3')).toEqual([2, 3, 4])
    expectProblem(await ana.http('GET', `/rooms/${room.id}/messages?before=4&after=1`), 'invalid_input', 400)
  })
})

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
    ['DELETE', '/rooms/ROOM/messages/MESSAGE'],
    ['PUT', `/rooms/ROOM/messages/MESSAGE/reactions/${encodeURIComponent('👍')}`],
    ['PUT', '/rooms/ROOM/messages/MESSAGE/pin'],
    ['GET', '/rooms/ROOM/changes?since=0'],
    ['PUT', '/rooms/ROOM/read', { seq: 1 }],
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

async function browserCookie(email: string): Promise<string> {
  const csrf = await fetch(`${server.url}/api/auth/csrf`)
  const jar = csrf.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const signedIn = await fetch(`${server.url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: jar.join('; '), origin: server.url },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
  const session = signedIn.headers.getSetCookie().find((cookie) => cookie.startsWith('rooms.session='))
  expect(session).toMatch(/HttpOnly/i)
  expect(session).toMatch(/SameSite=Lax/i)
  return session?.split(';')[0] ?? ''
}
