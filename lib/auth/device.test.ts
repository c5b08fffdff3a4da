import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authenticate, register } from '#lib/accounts/operations.ts'
import { registration } from '#lib/accounts/schema.ts'
import { client } from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { openWorld, type TestWorld } from '../../tests/world.ts'
import { deviceLine, deviceOf } from './device.ts'
import { makeTokens } from './tokens.ts'

const settings = {
  LIMIT_SIGN_IN_FAILURES: '3',
  LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT: '5',
  LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: '8',
}
const here = '198.51.100.1'
const request = new Request('https://rooms.test/', { headers: { 'x-forwarded-proto': 'https' } })

async function someone(world: TestWorld) {
  const person = registration.parse({ email: `${randomUUID()}@example.org`, name: 'Ana', password })
  await register(world, person, client.address)
  return person
}
type Person = Awaited<ReturnType<typeof someone>>

/** What a browser keeps after somebody has signed in there. */
const cookieOf = (world: TestWorld, { email }: Person) =>
  deviceLine(world, request, email).split(';')[0] ?? ''
const attempt = (
  world: TestWorld,
  { email }: Person,
  how: { address: string; cookie?: string; wrong?: true },
) =>
  authenticate(
    world,
    { email, password: how.wrong ? 'a wrong one' : password },
    how.address,
    deviceOf(world, how.cookie, email),
  )
/** Fails as long as that is not refused for its number; gives how often. */
async function failOnPurpose(
  world: TestWorld,
  at: Person,
  how: (i: number) => { address: string; cookie?: string },
) {
  for (let times = 0; times < 20; times++) {
    const { code } = await attempt(world, at, { ...how(times), wrong: true }).catch((error) => error)
    if (code === 'rate_limited') return times
  }
  throw new Error('nobody stops it')
}
const limited = (reason: string) => ({ code: 'rate_limited', reason })

test('whoever fails on purpose from everywhere keeps others out, and not a browser that is known', async () => {
  const world = await openWorld(settings)
  const [ana, bob] = [await someone(world), await someone(world)]
  const cookie = cookieOf(world, ana)
  expect(await failOnPurpose(world, ana, (i) => ({ address: `192.0.2.${i}` }))).toBe(5)
  await expect(attempt(world, ana, { address: here })).rejects.toMatchObject(
    limited('limits.signInOfAccount'),
  )
  await expect(attempt(world, ana, { address: here, cookie })).resolves.toMatchObject({ email: ana.email })
  await expect(attempt(world, bob, { address: here })).resolves.toBeDefined()
})

test('nor from the same house', async () => {
  const world = await openWorld({ ...settings, LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT: '100' })
  const ana = await someone(world)
  const cookie = cookieOf(world, ana)
  expect(await failOnPurpose(world, ana, () => ({ address: here }))).toBe(3)
  for (let i = 0; i < 5; i++)
    await attempt(world, await someone(world), { address: here, wrong: true }).catch(() => undefined)
  await expect(attempt(world, await someone(world), { address: here })).rejects.toMatchObject(
    limited('limits.signInFrom'),
  )
  await expect(attempt(world, ana, { address: here, cookie })).resolves.toBeDefined()
})

test('a known browser has a limit of its own, and failing there keeps nobody else out', async () => {
  const world = await openWorld(settings)
  const ana = await someone(world)
  const stolen = cookieOf(world, ana)
  expect(await failOnPurpose(world, ana, (i) => ({ address: `192.0.2.${i}`, cookie: stolen }))).toBe(3)
  await expect(attempt(world, ana, { address: here, cookie: stolen })).rejects.toMatchObject(
    limited('limits.signInOfAccount'),
  )
  await expect(attempt(world, ana, { address: here, cookie: cookieOf(world, ana) })).resolves.toBeDefined()
  await expect(attempt(world, ana, { address: here })).resolves.toBeDefined()
})

test('a cookie of another account, of another server, or made up, makes nobody known', async () => {
  const world = await openWorld(settings)
  const [ana, eve] = [await someone(world), await someone(world)]
  const own = cookieOf(world, ana)
  const [name = '', value = ''] = own.split('=')
  const ofEve = cookieOf(world, eve).split('=')[1] ?? ''
  const elsewhere = { tokens: makeTokens('another secret of thirty-two characters') }
  const [, theirs = ''] = (deviceLine(elsewhere, request, ana.email).split(';')[0] ?? '').split('=')
  const [device = '', mac = ''] = value.split('.')
  for (const forged of [
    ...[ofEve, theirs, '', '.', device, `${device}.`, `.${mac}`],
    `${ofEve.split('.')[0]}.${mac}`,
    `${device}.${mac.slice(0, -2)}xx`,
    world.tokens.signRefresh(ana.email, 0),
  ])
    expect(deviceOf(world, `${name}=${forged}`, ana.email), forged).toBeNull()
  expect(deviceOf(world, own, ana.email)).toBe(device)
  expect(deviceOf(world, `a=b; ${own}`, ` ${ana.email.toUpperCase()}`)).toBe(device)
  expect(deviceOf(world, own, eve.email)).toBeNull()
  expect(deviceLine(world, request, ana.email)).toMatch(/; HttpOnly; SameSite=Lax; Secure$/)
})
