import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { profile, tokenPair } from '#lib/accounts/schema.ts'
import { http, register } from '../client.ts'
import { signInByForm } from '../cookie.ts'
import { password } from '../password.ts'
import { startServer } from '../server.ts'

import { expectProblem } from './problem.ts'

const server = await startServer()
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const nobody = http(server.url)

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
    [{ email: 'a@example.org', name: 'A', password: 'aaaaaaaa' }, 'password'],
    [{ email: 'a@example.org', name: 'A', password: ' '.repeat(8) }, 'password'],
    [{ email: 'ana.maria@example.org', name: 'A', password: 'ana.maria@example.org' }, 'password'],
  ])('registering with %j is refused, naming %s', async (body, path) => {
    const told = expectProblem(await nobody('POST', '/auth/register', body), 'invalid_input', 400)
    expect(told.errors?.map((error) => error.path)).toContain(path)
  })

  test('a weak password is refused for an account that is there, too', async () => {
    const change = { password: 'password!', currentPassword: password }
    const told = expectProblem(await ana.http('PATCH', '/me', change), 'invalid_input', 400)
    expect(told.errors).toMatchObject([{ path: 'password', message: expect.stringContaining('too easy') }])
    expect((await nobody('POST', '/auth/login', { email: ana.user.email, password })).status).toBe(200)
  })

  test('an email that is taken is a conflict', async () => {
    const again = await nobody('POST', '/auth/register', { email: ana.user.email, name: 'A', password })
    expectProblem(again, 'conflict', 409)
  })

  test('a browser in which somebody has signed in is bound by its own failures alone', async () => {
    const mia = await register(server.url, 'Mia')
    const known = (await signInByForm(server.url, mia.user.email)).headers
      .getSetCookie()
      .find((line) => line.startsWith('rooms.device.'))
    expect(known).toMatch(/; HttpOnly; SameSite=Lax$/)
    const guess = { email: mia.user.email, password: 'wrong password' }
    for (let i = 0; i < 10; i++) expect((await nobody('POST', '/auth/login', guess)).status).toBe(401)
    expect((await signInByForm(server.url, mia.user.email)).status).toBe(429)
    const [cookie = ''] = known?.split(';') ?? []
    expect((await signInByForm(server.url, mia.user.email, password, cookie)).status).toBe(200)
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
