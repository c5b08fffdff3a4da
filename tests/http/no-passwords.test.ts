import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { http, type Program, register } from '../client.ts'
import { sessionCookieOf, signInByForm } from '../cookie.ts'
import { password } from '../password.ts'
import { startServer } from '../server.ts'

const elsewhere = {
  PASSWORD_SIGN_IN: 'off',
  OIDC_CORP_ISSUER: 'https://corp.example',
  OIDC_CORP_CLIENT_ID: 'rooms',
  OIDC_CORP_CLIENT_SECRET: 'secret',
}

// Whoever had a password before it is switched off knows it still, and holds a link.
const before = await startServer()
const ana = await register(before.url, 'Ana')
const bob = await register(before.url, 'Bob')
const cookie = sessionCookieOf(await signInByForm(before.url, ana.user.email)).split(';')[0] ?? ''
const { link } = await ana.post<{ link: string }>(`/admin/users/${bob.user.id}/reset-link`)
await before.stop()
const server = await startServer({ ...elsewhere, DATA_DIR: before.dataDir })
afterAll(server.stop)

const noPasswords = { status: 403, body: { reason: 'accounts.noPasswords' } }
const as = ({ accessToken }: Program) => http(server.url, accessToken)
const newcomer = () => ({ email: `${randomUUID()}@example.org`, name: 'New', password })
const change = { password: 'quite another pass phrase 7', currentPassword: password }

test('over HTTP no password opens, makes, changes or proves anything', async () => {
  const nobody = http(server.url)
  const { email } = bob.user
  const token = link.split('/').at(-1)
  for (const [path, body] of [
    ['/auth/login', { email, password }],
    ['/auth/login', { challenge: 'any', code: '123456' }],
    ['/auth/register', newcomer()],
    ['/auth/forgot', { email }],
    ['/auth/forgot', { email: newcomer().email }],
    ['/auth/reset', { token, password: change.password }],
  ] as const)
    expect(await nobody('POST', path, body), path).toMatchObject(noPasswords)
  expect(await as(bob)('PATCH', '/me', change)).toMatchObject(noPasswords)
  const wanted = { email: newcomer().email, currentPassword: password }
  expect(await as(bob)('PATCH', '/me', wanted)).toMatchObject(noPasswords)
  expect(await as(ana)('POST', `/admin/users/${bob.user.id}/reset-link`)).toMatchObject(noPasswords)
  const { password: _, ...person } = newcomer()
  expect(await as(ana)('POST', '/admin/users', person)).toMatchObject({ body: { link: '/sign-in' } })
  expect(await nobody('GET', '/instance')).toMatchObject({ body: { signIn: { password: false } } })
  expect(await as(bob)('PATCH', '/me', { name: 'Robert' }), 'who is in stays in').toMatchObject({
    status: 200,
  })
})

test('nor does the form that browsers sign in by, nor an action', async () => {
  const refused = await signInByForm(server.url, bob.user.email)
  expect(refused.status).toBe(403)
  expect(sessionCookieOf(refused)).toBe('')
  expect(await acted('registerAccount', '', newcomer())).toContain('"accounts.noPasswords"')
  expect(await acted('changeProfile', cookie, change)).toContain('"accounts.noPasswords"')
})

test('pages have no field for one', async () => {
  for (const path of ['/sign-in', '/register', '/forgot', `/reset/${link.split('/').at(-1)}`, '/profile']) {
    const page = await fetch(server.url + path, { headers: { cookie: path === '/profile' ? cookie : '' } })
    const html = await page.text()
    expect(html, path).not.toMatch(/<input[^>]*type="password"/)
    if (path === '/sign-in') expect(html).toContain('Continue with Corp')
  }
})

test('the command of the server says what it means, and so does a start that would let nobody in', () => {
  const env = { ...process.env, DATA_DIR: server.dataDir, DATABASE_URL: '' }
  const run = (settings: object) =>
    spawnSync(process.execPath, ['scripts/command.ts', 'admin', 'reset-link', bob.user.email], {
      env: { ...env, ...settings },
      encoding: 'utf8',
    })
  expect(run(elsewhere)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('Nobody signs in with a password here'),
  })
  expect(run({ PASSWORD_SIGN_IN: 'off' })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('PASSWORD_SIGN_IN: is off, and nobody could sign in'),
  })
})

/** What an action of a page answers to whoever sends it. */
async function acted(name: string, as: string, input: object): Promise<string> {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { exportedName: string; workers: Record<string, unknown> }>
  }
  const [id = '', action] = Object.entries(node).find(([, one]) => one.exportedName === name) ?? []
  const page = Object.keys(action?.workers ?? {})[0]?.replace(/^app|\/page$|\/\(\w+\)/g, '') ?? ''
  const answer = await fetch(server.url + page, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: as,
      origin: server.url,
      'next-action': id,
      'content-type': 'text/plain;charset=UTF-8',
    },
    body: JSON.stringify([input]),
  })
  return answer.text()
}
