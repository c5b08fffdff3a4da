import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { users } from '#lib/db/schema.ts'
import { client, createRoom, createUser, signIn } from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { openWorld } from '../../tests/world.ts'
import { authenticate, changeProfile, register } from './operations.ts'
import { profileOf } from './queries.ts'
import { revokeSession, viewerOf } from './sessions.ts'

const world = await openWorld()
const newcomer = (more = {}) => ({ email: `${randomUUID()}@example.org`, name: 'Ana', password, ...more })

describe('register', () => {
  test('makes the first account of an instance its admin, and nobody after it', async () => {
    const fresh = await openWorld()
    const first = await register(fresh, newcomer(), client.address)
    const second = await register(fresh, newcomer(), client.address)
    expect([first.role, second.role]).toEqual(['admin', 'member'])
  })

  test('makes one admin when many register at once', async () => {
    const fresh = await openWorld()
    const all = await Promise.all(
      Array.from({ length: 8 }, () => register(fresh, newcomer(), client.address)),
    )
    expect(all.filter((user) => user.role === 'admin')).toHaveLength(1)
  })

  test('refuses an email that has an account, also when both come at once', async () => {
    const input = newcomer()
    const outcomes = await Promise.allSettled([
      register(world, input, client.address),
      register(world, input, client.address),
    ])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(register(world, input, client.address)).rejects.toMatchObject({
      code: 'conflict',
      issues: [{ path: 'email' }],
    })
  })

  test('refuses a password that is too easy to guess for what is known of its owner', async () => {
    const email = `mia.${randomUUID()}@example.org`
    for (const weak of ['aaaaaaaa', ' '.repeat(8), 'password!', email, 'rooms.test1'])
      await expect(
        register(world, newcomer({ email, password: weak }), client.address),
      ).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: 'password', message: expect.stringContaining('too easy to guess') }],
      })
  })

  test('keeps the password only as an argon2id hash', async () => {
    const input = newcomer()
    const { id } = await register(world, input, client.address)
    const row = (await world.db.read.select().from(users)).find((user) => user.id === id)
    expect(row?.passwordHash).toMatch(/^\$argon2id\$/)
    expect(JSON.stringify(row)).not.toContain(password)
  })

  test('slows down somebody who makes account after account', async () => {
    const strict = await openWorld({ LIMIT_REGISTRATIONS_PER_10MIN: '2' })
    await register(strict, newcomer(), '192.0.2.1')
    await register(strict, newcomer(), '192.0.2.1')
    const third = register(strict, newcomer(), '192.0.2.1')
    await expect(third).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) })
    await expect(register(strict, newcomer(), '192.0.2.2')).resolves.toBeDefined()
  })

  test('is closed when REGISTRATION says so, except to the founder', async () => {
    const closed = await openWorld({ REGISTRATION: 'closed' })
    await expect(register(closed, newcomer(), client.address)).resolves.toMatchObject({ role: 'admin' })
    await expect(register(closed, newcomer(), client.address)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('authenticate', () => {
  test('takes the right password and nothing else', async () => {
    const input = newcomer()
    const { id } = await register(world, input, client.address)
    await expect(authenticate(world, { ...input }, client.address)).resolves.toMatchObject({ id })
    await expect(authenticate(world, { ...input, password: `${password} ` }, 'a')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('answers an unknown email exactly like a wrong password', async () => {
    const input = newcomer()
    await register(world, input, client.address)
    const told = async (email: string) => {
      const refusal = await authenticate(world, { email, password: 'wrong' }, 'b').catch((error) => error)
      return { code: refusal.code, message: refusal.message, issues: refusal.issues }
    }
    expect(await told('nobody@example.org')).toEqual(await told(input.email))
  })

  test('checks a password also for an unknown email, so that both take the same time', async () => {
    const input = newcomer()
    await register(world, input, client.address)
    const took = async (email: string) => {
      const times = []
      for (let i = 0; i < 5; i++) {
        const began = performance.now()
        await authenticate(world, { email, password: 'wrong' }, randomUUID()).catch(() => undefined)
        times.push(performance.now() - began)
      }
      return Math.min(...times)
    }
    const [known, unknown] = [await took(input.email), await took(`${randomUUID()}@example.org`)]
    // Without the check an unknown email is some fifty times faster.
    expect(unknown).toBeGreaterThan(known / 4)
  })

  test('stops guessing at one account from one address, and lets others in', async () => {
    const strict = await openWorld({ LIMIT_SIGN_IN_FAILURES: '3' })
    const input = newcomer()
    await register(strict, input, client.address)
    const guess = () => authenticate(strict, { ...input, password: 'wrong' }, '192.0.2.1')
    const guesses = await Promise.allSettled([guess(), guess(), guess(), guess(), guess()])
    const codes = guesses.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'in'))
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(2)
    await expect(authenticate(strict, input, '192.0.2.1')).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(authenticate(strict, input, '192.0.2.2')).resolves.toBeDefined()
  })

  test('stops an address that tries account after account', async () => {
    const strict = await openWorld({ LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: '3' })
    const guess = (email: string) => authenticate(strict, { email, password: 'wrong' }, '192.0.2.1')
    for (const name of ['a', 'b', 'c'])
      await expect(guess(`${name}@example.org`)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(guess('d@example.org')).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('does not count what succeeds, nor what is under way', async () => {
    const strict = await openWorld({ LIMIT_SIGN_IN_FAILURES: '2', LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: '2' })
    const [ana, bob] = [newcomer(), newcomer()]
    for (const input of [ana, bob]) await register(strict, input, client.address)
    const all = [ana, ana, ana, bob, bob, bob].map((input) => authenticate(strict, input, '192.0.2.1'))
    await expect(Promise.all(all)).resolves.toHaveLength(6)
  })

  test('does not count for the address what one account was refused', async () => {
    const strict = await openWorld({ LIMIT_SIGN_IN_FAILURES: '2', LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: '4' })
    const [ana, bob] = [newcomer(), newcomer()]
    for (const input of [ana, bob]) await register(strict, input, client.address)
    for (let i = 0; i < 6; i++)
      await authenticate(strict, { ...ana, password: 'wrong' }, '192.0.2.1').catch(() => undefined)
    await expect(authenticate(strict, bob, '192.0.2.1')).resolves.toBeDefined()
  })
})

describe('changeProfile', () => {
  test('changes the name', async () => {
    const ana = await createUser(world)
    await expect(changeProfile(ana, { name: 'Ana Maria' })).resolves.toMatchObject({ name: 'Ana Maria' })
  })

  test('tells a new name to who shares a room, and to nobody else', async () => {
    const [ana, bob] = [await createUser(world), await createUser(world, 'Bob')]
    await createUser(world, 'Stranger')
    await createRoom(ana, { visibility: 'private' }, { member: [bob] })
    world.forget()
    await changeProfile(ana, { name: 'Ana Maria' })
    const [told, ...more] = world.heardOf('profile:changed')
    expect(more).toEqual([])
    expect(told).toMatchObject({ payload: { id: ana.viewer.userId, name: 'Ana Maria' } })
    const people = told && 'people' in told.audience ? told.audience.people : []
    expect(new Set(people)).toEqual(new Set([ana.viewer.userId, bob.viewer.userId]))
  })

  test('changes the password, and ends every other session', async () => {
    const ana = await createUser(world)
    const elsewhere = await signIn(world, ana.viewer.userId)
    ana.forget()
    const { email } = await changeProfile(ana, { password: 'a new long password', currentPassword: password })
    await expect(authenticate(world, { email, password }, 'c')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(authenticate(world, { email, password: 'a new long password' }, 'c')).resolves.toBeDefined()
    expect(await viewerOf(world, elsewhere.viewer.sessionId)).toBeNull()
    expect(await viewerOf(world, ana.viewer.sessionId)).not.toBeNull()
    expect(ana.heardOf('session:ended')).toMatchObject([
      { audience: { session: elsewhere.viewer.sessionId }, payload: { reason: 'revoked' } },
    ])
  })

  test('changes no password for a session that ends while it is hashed', async () => {
    const ana = await createUser(world)
    const elsewhere = await signIn(world, ana.viewer.userId)
    const { email } = await profileOf(world, ana.viewer.userId)
    const change = changeProfile(elsewhere, { password: 'a new long password', currentPassword: password })
    await revokeSession(ana, elsewhere.viewer.sessionId)
    await expect(change).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(authenticate(world, { email, password }, 'd')).resolves.toBeDefined()
    expect(await viewerOf(world, ana.viewer.sessionId)).not.toBeNull()
  })

  test('refuses a new password without the present one, and limits guessing it', async () => {
    const strict = await openWorld({ LIMIT_SIGN_IN_FAILURES: '2' })
    const ana = await createUser(strict)
    const guess = () => changeProfile(ana, { password: 'a new long password', currentPassword: 'wrong' })
    await expect(guess()).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'currentPassword' }],
    })
    await expect(guess()).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(guess()).rejects.toMatchObject({ code: 'rate_limited' })
  })
})
