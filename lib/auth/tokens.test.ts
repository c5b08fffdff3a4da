import { encode } from 'next-auth/jwt'
import { afterEach, expect, test, vi } from 'vitest'
import { accessTokenMs, makeTokens } from './tokens.ts'

const secret = 'a secret of at least thirty-two characters'

afterEach(() => {
  vi.useRealTimers()
})

test('an access token that was good once is not good for longer than it says', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const tokens = makeTokens(secret)
  const token = await tokens.signAccess('session', Date.now())
  expect(await tokens.readAccess(token)).toEqual({ sessionId: 'session' })
  vi.advanceTimersByTime(accessTokenMs - 1_000)
  expect(await tokens.readAccess(token)).toEqual({ sessionId: 'session' })
  vi.advanceTimersByTime(2_000)
  expect(await tokens.readAccess(token)).toBeNull()
})

test('of a good token nothing may be changed, nor its kind', async () => {
  const tokens = makeTokens(secret)
  const token = await tokens.signAccess('session', Date.now())
  await tokens.readAccess(token)
  expect(await tokens.readAccess(`${token.slice(0, -9)}xxxxxxxxx`)).toBeNull()
  expect(await makeTokens('another secret of thirty-two characters').readAccess(token)).toBeNull()
  const claim = { participantId: 'p', roomId: 'r', userId: 'u' }
  expect(await tokens.readAccess(await tokens.signResume(claim, Date.now()))).toBeNull()
})

test('a token is good by its signature alone, whatever it says of itself', async () => {
  const tokens = makeTokens(secret)
  const token = await tokens.signAccess('session', Date.now())
  const [header = '', claims = '', signature = ''] = token.split('.')
  const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
  const other = Buffer.from(JSON.stringify({ sid: 'other', aud: 'access', exp: 9e9 })).toString('base64url')
  for (const forged of [
    `${none}.${claims}.`,
    `${none}.${claims}.${signature}`,
    `${header}.${other}.${signature}`,
    `${header}.${claims}`,
    `${header}.${claims}.${signature}.`,
    `${claims}.${signature}`,
    // A refresh token is signed by the same key.
    `refresh session 0.${tokens.signRefresh('session', 0).split('.')[2]}`,
    tokens.signRefresh('session', 0),
    '.',
    '',
  ])
    expect(await tokens.readAccess(forged), forged).toBeNull()
  expect(await tokens.readAccess(token)).toEqual({ sessionId: 'session' })
})

test('a cookie that was good is no longer than it says, nor one of another secret or with anything changed', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const tokens = makeTokens(secret)
  const cookie = await encode({ secret, token: { sid: 'session', sub: 'ana' }, maxAge: 60 })
  expect(await tokens.readCookie(cookie)).toEqual({ sessionId: 'session', userId: 'ana' })
  expect(await tokens.readCookie(`${cookie.slice(0, -9)}xxxxxxxxx`)).toBeNull()
  expect(await makeTokens('another secret of thirty-two characters').readCookie(cookie)).toBeNull()
  expect(await tokens.readAccess(cookie)).toBeNull()
  vi.advanceTimersByTime(59_000)
  expect(await tokens.readCookie(cookie)).toEqual({ sessionId: 'session', userId: 'ana' })
  vi.advanceTimersByTime(1_000)
  expect(await tokens.readCookie(cookie)).toBeNull()
})
