import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import type { Message } from '#lib/messages/schema.ts'
import { createRoom, http, register, upload } from '../client.ts'
import { sessionCookieOf, signInByForm } from '../cookie.ts'
import { startServer } from '../server.ts'
import { expectProblem } from './problem.ts'
import { ask } from './raw.ts'

const server = await startServer({ LOG_LEVEL: 'info' })
afterAll(server.stop)

const elsewhere = { Origin: 'https://evil.example' }
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const json = { 'Content-Type': 'application/json' }
const text = { 'Content-Type': 'text/plain;charset=UTF-8' }
const multipart = { 'Content-Type': 'multipart/form-data; boundary=x' }

const codes: Record<number, string> = {
  400: 'invalid_input',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  415: 'unsupported_media_type',
}

describe('below /api every refusal is a problem document', () => {
  test.each<[status: number, line: string, headers?: Record<string, string>, body?: string]>([
    [400, 'GET /api/v1/rooms/%E0%A4%A'],
    [400, 'GET /api/%c0'],
    [400, 'GET api/v1/rooms'],
    [400, 'GET /api/v1/rooms', { Host: 'a b' }],
    [400, 'GET /api/v1/../v1/rooms'],
    [400, 'GET /api/v1/%2e%2e/auth/csrf'],
    [404, 'GET /api'],
    [404, 'GET /api/v1'],
    [404, 'GET /api/v2/rooms'],
    [404, 'GET /api/v1/rooms/'],
    [404, 'PUT /api/v1/nothing'],
    [400, 'GET /api/v1/rooms/%'],
    [400, 'GET /api/v1/rooms/x%/messages'],
    [400, 'GET /api/v1/files/%f'],
    [400, 'GET /api/v1/invites/%ED%A0%80'],
    [400, 'GET /api/%'],
    [405, 'PUT /api/v1/rooms'],
    [405, 'POST /api/v1/openapi.json', json, '{}'],
    [405, 'TRACE /api/v1/rooms'],
    [405, 'PROPFIND /api/v1/rooms'],
    [403, 'POST /api/v1/auth/login', { ...json, ...elsewhere }, '{}'],
    [403, 'POST /api/v1/auth/login', { ...json, 'Sec-Fetch-Site': 'cross-site' }, '{}'],
    [403, 'POST /api/v1/auth/login', { ...json, ...elsewhere, Authorization: 'Basic eDp5' }, '{}'],
    [403, 'POST /api/v1/auth/login', { ...json, 'Sec-Fetch-Site': 'same-site' }, '{}'],
    [403, 'POST /api/v1/auth/login', { ...json, Origin: 'null' }, '{}'],
    [415, 'POST /api/auth/callback/credentials', json, '{'],
    [415, 'POST /api/v1/auth/login', { ...json, 'Content-Encoding': 'GZIP' }, '{}'],
    [415, 'POST /api/v1/auth/login', { ...json, 'content-encoding': 'br' }, '{}'],
    [415, 'POST /api/auth/signout', json, '{'],
    [415, 'POST /api/auth/callback/credentials', multipart, 'garbage'],
    [403, 'POST /api/auth/callback/credentials', form, 'email=a&password=b&json=true'],
    [403, 'POST /api/auth/callback/credentials', form, 'email=a&password=b'],
    [403, 'POST /api/auth/signout', { ...form, ...elsewhere }, 'csrfToken=x'],
    [400, 'GET /api/auth/csrf?callbackUrl=nonsense'],
    [400, 'GET /api/auth/session', { Cookie: 'next-auth.callback-url=nonsense' }],
    [404, 'POST /api/auth/_log', json, '{"level":"error","code":"x"}'],
    [404, 'GET /api/auth'],
    [404, 'GET /api/auth/signin'],
    [404, 'GET /api/auth/error'],
    [404, 'GET /api/auth/verify-request'],
    [404, 'POST /api/auth/signin/credentials', form, 'x=y'],
    [404, 'GET /api/auth/callback/other'],
    [405, 'GET /api/auth/callback/credentials'],
    [405, 'POST /api/auth/csrf', form, 'x=y'],
    [405, 'PUT /api/auth/session'],
    [405, 'DELETE /api/auth/signout'],
  ])('%i for %s', async (status, line, headers, body) => {
    const answer = await ask(server, line, headers, body)
    const code = codes[status] ?? ''
    expectProblem(answer, code, status)
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/^(GET, HEAD|POST)/)
  })

  test.each([
    [400, '/_next/static/../../sign-in'],
    [400, '/_next/static/%2e%2e/%2E%2e/sign-in'],
    [400, '/_next/static/..%2f..%2fapi/v1/me'],
    [400, '/_next/static/..\\..\\sign-in'],
    [400, '/api\\v1/rooms'],
    [404, '/%61pi/v1/me'],
    [404, '/%61pi/auth/signin'],
    [404, '/api%2fv1/me'],
  ])('%i for %s: no address is one thing to the door and another behind it', async (status, path) => {
    expect((await ask(server, `GET ${path}`)).status).toBe(status)
  })

  test('an address tells what it takes', async () => {
    const allowed = async (path: string) => {
      const answer = await ask(server, `OPTIONS ${path}`)
      expect(answer.status).toBe(204)
      return answer.headers.get('allow')
    }
    expect(await allowed('/api/v1/rooms')).toBe('GET, HEAD, POST, OPTIONS')
    expect(await allowed('/api/auth/signout')).toBe('POST, OPTIONS')
    expect(await allowed('/sign-in')).toBe('GET, HEAD, OPTIONS')
    expect(await allowed('*')).toBe('GET, HEAD, OPTIONS')
  })

  test('a body in no coding is read, however that is said', async () => {
    const answer = await ask(
      server,
      'POST /api/v1/auth/login',
      { ...json, 'Content-Encoding': 'Identity' },
      '{}',
    )
    expectProblem(answer, 'invalid_input', 400)
  })

  test('a token may come from anywhere: no browser adds it by itself', async () => {
    const ana = await register(server.url)
    const made = await ana.http('POST', '/rooms', { name: 'Garden' }, { origin: 'https://evil.example' })
    expect(made.status).toBe(201)
  })

  test('a query is read to its end, whatever stands in it', async () => {
    const ana = await register(server.url)
    expect((await ana.http('GET', '/search?q=why?&limit=1')).status).toBe(200)
    expectProblem(await ana.http('GET', '/search?q=why?&limit=1000'), 'invalid_input', 400)
  })

  test('a parameter is read as it was meant, also where it is none', async () => {
    const ana = await register(server.url)
    const room = await createRoom(ana)
    expect((await ana.http('GET', `/rooms/${encodeURIComponent(room.id)}`)).status).toBe(200)
    expectProblem(await ana.http('GET', '/rooms/a%2Fb'), 'invalid_input', 400)
    expectProblem(await http(server.url)('GET', '/rooms/a%00'), 'unauthenticated', 401)
  })
})

describe('HEAD gives what GET gives, without its body', async () => {
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const message = await ana.post<Message>(`/rooms/${room.id}/messages`, {
    clientId: randomUUID(),
    content: 'Hello',
  })
  const { id: text } = await upload(ana, 'a.txt', 'letters')
  const { id: nothing } = await upload(ana, 'nothing.txt', '')
  const cookie = sessionCookieOf(await signInByForm(server.url, ana.user.email)).split(';')[0] ?? ''
  const bearer = { authorization: `Bearer ${ana.accessToken}` }
  const inRoom = `/api/v1/rooms/${room.id}`
  /** What tells one answer from another, or how its body comes over the line. */
  const own = ['date', 'x-request-id', 'transfer-encoding', 'content-security-policy', 'link']
  const told = ({ status, headers }: Awaited<ReturnType<typeof ask>>) => ({
    status,
    headers: Object.fromEntries([...headers].filter(([name]) => !own.includes(name))),
  })

  test.each<[path: string, headers: Record<string, string>, status: number]>([
    [`/api/v1/files/${text}`, bearer, 200],
    [`/api/v1/files/${text}`, { cookie }, 200],
    [`/api/v1/files/${text}`, {}, 401],
    [`/api/v1/files/${text}`, { ...bearer, 'If-None-Match': `"${text}"` }, 304],
    [`/api/v1/files/${text}`, { ...bearer, 'If-None-Match': '*' }, 304],
    [`/api/v1/files/${text}`, { ...bearer, Range: 'bytes=0-2' }, 206],
    [`/api/v1/files/${text}`, { ...bearer, Range: 'Bytes=0-2' }, 206],
    [`/api/v1/files/${text}`, { ...bearer, Range: 'bytes=900-' }, 416],
    [`/api/v1/files/${nothing}`, bearer, 200],
    [`/api/v1/files/${text}/thumbnail`, bearer, 404],
    ['/api/v1/files/nowhere', bearer, 404],
    ['/api/v1/files/%', bearer, 400],
    ...[
      '/rooms',
      '/me',
      '/me/sessions',
      '/me/saved',
      '/users?query=a',
      '/search?q=hello',
      '/openapi.json',
    ].map((path): [string, Record<string, string>, number] => [`/api/v1${path}`, bearer, 200]),
    ...['', '/members', '/messages', '/changes?since=0', '/pins', '/export?format=json'].map(
      (path): [string, Record<string, string>, number] => [inRoom + path, bearer, 200],
    ),
    [`${inRoom}/messages/${message.id}/thread`, bearer, 200],
    [`${inRoom}/messages/${message.id}/edits`, bearer, 200],
    [`${inRoom}/ice-servers`, bearer, 409],
    ['/healthz', {}, 200],
    ['/readyz', {}, 200],
    ['/sign-in', {}, 200],
    ['/docs/api', {}, 200],
    ['/rooms', { cookie }, 200],
    [`/rooms/${room.id}`, { cookie }, 200],
    ['/icon-192.png', {}, 200],
    ['/nowhere', {}, 404],
    ['/rooms/%', {}, 400],
  ])('%s %j', async (path, headers, status) => {
    const got = await ask(server, `GET ${path}`, headers)
    const head = await ask(server, `HEAD ${path}`, headers)
    expect(got.status).toBe(status)
    expect(told(head)).toEqual(told(got))
    expect(head.body).toBe('')
  })
})

describe('an address that is none', () => {
  const people = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

  test.each([
    '/rooms/%',
    '/%',
    '/rooms/%E0%A4%A',
    '/rooms/%ED%A0%80',
    '/invite/%c0',
    '/search%',
    '/_next/static/%',
  ])('%s is a page that says so, and is logged', async (path) => {
    const answer = await ask(server, `GET ${path}`, people)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.body).toMatch(/<h1>.+<\/h1>[\s\S]*<a href="\/rooms">/)
    const id = answer.headers.get('x-request-id') ?? ''
    // The log comes by another way than the answer.
    const line = () =>
      server
        .log()
        .split('\n')
        .find((one) => one.includes(`"${id}"`))
    await expect.poll(line).toBeDefined()
    expect(JSON.parse(line() ?? '{}')).toMatchObject({
      method: 'GET',
      status: 400,
      route: path.startsWith('/invite/') ? '/invite/…' : path,
    })
    expect((await ask(server, `GET ${path}`)).headers.get('content-type')).toMatch(/^text\/plain/)
  })

  test.each([
    '/rooms/%25',
    '/rooms/%2525',
    '/rooms/%00',
    '/rooms/a%0ab',
    '/rooms/%F0%9F%99%82',
    '/%25',
    '/rooms/%EF%BF%BE',
  ])('%s is a page nobody has', async (path) => {
    const ana = await register(server.url)
    const cookie = sessionCookieOf(await signInByForm(server.url, ana.user.email)).split(';')[0] ?? ''
    const answer = await ask(server, `GET ${path}`, { cookie, ...people })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
  })
})

describe('no odd request for a page is a fault of the server', () => {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { exportedName: string }>
  }
  const idOf = (name: string) => Object.keys(node).find((id) => node[id]?.exportedName === name) ?? ''
  const register = { ...text, 'Next-Action': idOf('registerAccount') }

  test.each<[status: number, line: string, headers?: Record<string, string>, body?: string]>([
    [400, 'GET /invite/%c0'],
    [400, 'GET /invite/%E0%A4%A'],
    [400, 'GET /%c0'],
    [400, 'GET /_next/static/%c0'],
    [400, 'GET sign-in'],
    [200, 'GET /sign-in?next=%c0'],
    [405, 'DELETE /sign-in'],
    [405, 'TRACE /sign-in'],
    [405, 'POST /icon-192.png'],
    [405, 'POST /sign-in', json, '{'],
    [405, 'POST /register', multipart, 'garbage'],
    [405, 'POST /register', { 'Content-Type': 'multipart/form-data' }, 'garbage'],
    [403, 'POST /register', { ...multipart, ...elsewhere }, 'garbage'],
    [200, 'POST /register', register, '[{}]'],
    [403, 'POST /register', { ...register, ...elsewhere }, '[{}]'],
    [415, 'POST /register', { ...register, ...multipart }, 'garbage'],
    [400, 'POST /register', { ...register, 'Next-Action': 'nonsense' }, '[]'],
    [400, 'POST /register', register, '{'],
    [400, 'POST /register', register, '{}'],
    [400, 'POST /register', register, '["$F1"]'],
    [400, 'POST /register', register, '[{"name":"$1"}]'],
    [400, 'POST /register', register, '["$K1"]'],
    [400, 'POST /register', register, '[['.repeat(20) + ']]'.repeat(20)],
    [409, 'POST /register', { ...register, 'Next-Action': `7f${'0'.repeat(40)}` }, '[]'],
    [200, 'POST /profile', { ...text, 'Next-Action': idOf('chooseTheme') }, '[{"theme":"purple"}]'],
    [200, 'POST /rooms', { ...text, 'Next-Action': idOf('chooseOrder') }, '["name"]'],
  ])('%i for %s', async (status, line, headers, body) => {
    expect((await ask(server, line, headers, body)).status).toBe(status)
  })

  test('a whole URL as the target is an address like any other', async () => {
    expect((await ask(server, `GET ${server.url}/sign-in`)).status).toBe(200)
  })
})

describe('a host', () => {
  const policy = async (headers: Record<string, string>, target = '/sign-in') => {
    const answer = await ask(server, `GET ${target}`, headers)
    return answer.status === 200 ? answer.headers.get('content-security-policy') : answer.status
  }

  test.each([
    'rooms.example',
    'Rooms.example:8080',
    'xn--bcher-kva.example',
    'my_host',
    '127.0.0.1:1',
    '[::1]:80',
  ])('%s is one', async (host) =>
    expect(await policy({ Host: host })).toContain(`ws://${host} wss://${host}`),
  )

  test.each([
    'a b',
    "x;script-src 'unsafe-inline'",
    'x, y',
    'evil.example/x',
    'me@evil.example',
    'x:port',
    'x:123456',
    '[::1',
    '[nonsense]',
    '[1.2.3.4]',
    'bücher.example',
  ])('%s is none', async (host) => expect(await policy({ Host: host })).toBe(400))

  test('is named once', async () => {
    expect((await ask(server, 'GET /sign-in', { host: 'other.example' })).status).toBe(400)
    expect(await policy({}, "http://x;script-src'none'/sign-in")).toBe(400)
  })

  test('that is none opens no socket either', async () => {
    const polling = 'GET /socket.io/?EIO=4&transport=polling'
    expect((await ask(server, polling)).status).toBe(200)
    expect((await ask(server, polling, { Host: 'a;b' })).status).toBe(400)
    const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' }
    const key = { 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' }
    const line = 'GET /socket.io/?EIO=4&transport=websocket'
    expect((await ask(server, line, { ...upgrade, ...key, Host: 'a;b' })).status).toBe(400)
    // The engine of sockets refuses by itself, and closes right after.
    for (const unknown of ['GET /socket.io/?EIO=4&transport=nonsense', `${line}&sid=nobody`])
      expect((await ask(server, unknown, { ...upgrade, ...key })).status, unknown).toBe(400)
  })

  test('behind a proxy is as valid, where it is believed', async () => {
    const behind = await startServer({ TRUST_PROXY: '1' })
    const page = (forwarded: string) => ask(behind, 'GET /sign-in', { 'X-Forwarded-Host': forwarded })
    expect((await page('rooms.example')).headers.get('content-security-policy')).toContain(
      'ws://rooms.example ',
    )
    expect((await page("x;script-src 'unsafe-inline'")).status).toBe(400)
    await behind.stop()
  })
})
