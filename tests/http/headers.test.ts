import { afterAll, expect, test } from 'vitest'
import { http, register, upload } from '../client.ts'
import { sessionCookieOf, signInByForm } from '../cookie.ts'
import { startServer } from '../server.ts'

const server = await startServer({ TRUST_PROXY: '1' })
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const file = await upload(ana, 'a.txt', 'letters')
/** As a proxy that ends TLS passes it on. */
const byTls = { 'x-forwarded-proto': 'https' }

test.each([
  ['/api/v1/me', 200],
  ['/api/v1/rooms', 200],
  ['/api/v1/nothing', 404],
  ['/api/v1/rooms/nothing', 404],
  ['/api/auth/session', 200],
  [`/api/v1/files/${file.id}`, 200],
  ['/sign-in', 200],
  ['/nowhere', 404],
  ['/healthz', 200],
])('%s says what browsers must not do with it', async (path, status) => {
  const headers = { authorization: `Bearer ${ana.accessToken}`, ...byTls }
  const answer = await fetch(server.url + path, { headers, redirect: 'manual' })
  expect(answer.status).toBe(status)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000',
  })
  if (path !== '/healthz')
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src '(none|self)'.*frame-ancestors '(none|self)'/,
    )
})

test('what is personal is kept by no cache that cannot ask about it', async () => {
  for (const path of ['/me', '/me/sessions', '/me/saved', '/search?q=anything'])
    expect((await ana.http('GET', path)).headers.get('cache-control'), path).toMatch(
      /^private, no-(store|cache)$/,
    )
  const me = await ana.http('GET', '/me/sessions')
  expect(me.headers.get('cache-control')).toBe('private, no-store')
  const { refreshToken } = ana
  const tokens = await http(server.url)('POST', '/auth/refresh', { refreshToken })
  expect(tokens.headers.get('cache-control')).toBe('private, no-store')
})

test('the cookie of a session is for no script, no other site, and for TLS alone where there is one', async () => {
  const line = sessionCookieOf(await signInByForm(server.url, ana.user.email))
  expect(line).toMatch(/HttpOnly/i)
  expect(line).toMatch(/SameSite=Lax/i)
  expect(line).not.toMatch(/Domain=/i)
})

test('the nonce of a page is the server’s own, whatever a browser says it is', async () => {
  const page = await fetch(`${server.url}/sign-in`, { headers: { 'x-nonce': 'mine' }, redirect: 'follow' })
  const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1]
  expect(nonce).not.toBe('mine')
  const scripts = (await page.text()).match(/<script[^>]*>/g) ?? []
  expect(scripts.length).toBeGreaterThan(0)
  for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
})
