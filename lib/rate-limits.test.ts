import { createClient } from 'redis'
import { afterAll, expect, test, vi } from 'vitest'
import { startRedis } from '../scripts/tools/redis.ts'
import { readEnv } from './env.ts'
import { asRefusal } from './errors.ts'
import { makeLimits } from './rate-limits.ts'

const redis = await startRedis()
const clients: { destroy: () => void }[] = []
afterAll(async () => {
  for (const client of clients) client.destroy()
  await redis.stop()
})

/** The limits of one of several processes. */
async function limitsOfAProcess(settings: Record<string, string>) {
  const client = createClient({ url: redis.url, disableOfflineQueue: true })
  client.on('error', () => undefined)
  await client.connect()
  clients.push(client)
  return makeLimits(readEnv(settings), client as never)
}
const four = (settings: Record<string, string>) =>
  Promise.all([1, 2, 3, 4].map(() => limitsOfAProcess(settings)))

const outcomes = async (all: Promise<unknown>[]) => {
  const settled = await Promise.allSettled(all)
  return settled.map((one) => (one.status === 'fulfilled' ? 'ok' : one.reason.reason))
}
const wrong = async () => null
const right = async () => 'somebody'

test('guesses at four processes at once are as many as at one, and a good one begins anew', async () => {
  const limits = await four({ LIMIT_SIGN_IN_FAILURES: '6' })
  const guesses = limits.flatMap((one) =>
    [1, 2, 3].map(() => one.signIn('192.0.2.1', 'ana@example.org', wrong)),
  )
  const told = await outcomes(guesses)
  expect(told.filter((one) => one === 'ok')).toHaveLength(6)
  expect(told.filter((one) => one === 'limits.signInOfAccount')).toHaveLength(6)

  const [one, other] = limits
  for (let i = 0; i < 5; i++) await one?.signIn('192.0.2.2', 'ana@example.org', wrong)
  expect(await other?.signIn('192.0.2.2', 'ana@example.org', right)).toBe('somebody')
  for (let i = 0; i < 5; i++) await one?.signIn('192.0.2.2', 'ana@example.org', wrong)
  await expect(other?.signIn('192.0.2.2', 'ana@example.org', right)).resolves.toBe('somebody')
})

test('who signs in uses nothing up of what an address may fail', async () => {
  const limits = await four({ LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: '3' })
  for (let i = 0; i < 12; i++) await limits[i % 4]?.signIn('192.0.2.3', `${i}@example.org`, right)
  for (let i = 0; i < 3; i++) await limits[i]?.signIn('192.0.2.3', `${i}@example.org`, wrong)
  await expect(limits[3]?.signIn('192.0.2.3', 'ana@example.org', right)).rejects.toMatchObject({
    reason: 'limits.signInFrom',
    retryAfterMs: expect.any(Number),
  })
})

test('new accounts, rooms and uploads are counted together, too', async () => {
  const limits = await four({ LIMIT_REGISTRATIONS_PER_10MIN: '2', LIMIT_UPLOADS_PER_MIN: '2' })
  const told = await outcomes(limits.map((one) => one.registration('192.0.2.4')))
  expect(told.filter((one) => one === 'limits.registration')).toHaveLength(2)
  expect((await outcomes(limits.map((one) => one.upload('ana')))).filter((one) => one === 'ok')).toHaveLength(
    2,
  )
})

test('nobody’s email stands in the store', async () => {
  const client = createClient({ url: redis.url })
  client.on('error', () => undefined)
  await client.connect()
  clients.push(client)
  const keys = await client.keys('{rooms}:limit:*')
  expect(keys.length).toBeGreaterThan(0)
  expect(keys.filter((key) => key.includes('@'))).toEqual([])
})

test('with the store away each process counts by itself, and at once', async () => {
  const [one, other] = await four({ LIMIT_SIGN_IN_FAILURES: '2' })
  await redis.stop()
  const guess = (limits: typeof one) => limits?.signIn('192.0.2.5', 'ana@example.org', wrong)
  for (const limits of [one, other]) {
    await guess(limits)
    await guess(limits)
    await expect(guess(limits)).rejects.toMatchObject({ reason: 'limits.signInOfAccount' })
  }
})

test('a store that takes what it is asked, and never answers, is one that is away', async () => {
  const never = () => new Promise(() => undefined)
  const batch = { get: () => batch, pTTL: () => batch, exec: never }
  const silent = { isReady: true, eval: never, del: never, multi: () => batch }
  const limits = makeLimits(readEnv({ LIMIT_REGISTRATIONS_PER_10MIN: '1' }), silent as never)
  await limits.registration('192.0.2.6')
  await expect(limits.registration('192.0.2.6')).rejects.toMatchObject({ reason: 'limits.registration' })
})

test('a clock that is set back keeps nobody out for longer than the limit says', async () => {
  const limits = makeLimits(readEnv({ LIMIT_MESSAGES_PER_5S: '1' }))
  await limits.message('ana')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 60_000 })
  const refusal = await limits.message('ana').catch((error: unknown) => asRefusal(error))
  expect(refusal).toMatchObject({ code: 'rate_limited' })
  expect((refusal as { retryAfterMs: number }).retryAfterMs).toBeLessThanOrEqual(5_000)
  vi.useRealTimers()
})
