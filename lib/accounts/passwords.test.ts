import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { users } from '#lib/db/schema.ts'
import { client, createUser } from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { openWorld, type TestWorld } from '../../tests/world.ts'
import { authenticate, changeProfile, register } from './operations.ts'

const newcomer = (more = {}) => ({ email: `${randomUUID()}@example.org`, name: 'Ana', password, ...more })

describe('hashing', () => {
  test('of hundreds of registrations delays neither a sign-in from elsewhere nor one from the same address', async () => {
    const { world, ana, flood, begunBefore, end } = await flooded()
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3'])
      await flood(200, () => register(world, newcomer(), address))
    for (const address of ['198.51.100.1', '192.0.2.1']) {
      const before = await begunBefore((world) => authenticate(world, ana, address))
      expect(before, 'one of each line').toBeLessThanOrEqual(3)
    }
    await end()
  })

  test('of guesses from one address at ever other accounts delays nobody elsewhere', async () => {
    const { world, ana, flood, begunBefore, end } = await flooded()
    await flood(200, () => authenticate(world, newcomer({ password: 'a guess' }), '192.0.2.1'))
    await flood(200, () => register(world, newcomer(), '192.0.2.1'))
    expect(await begunBefore((world) => authenticate(world, ana, '198.51.100.1'))).toBeLessThanOrEqual(2)
    await end()
  })

  test('of guesses at one account delays others at its address by as many as are allowed', async () => {
    const { world, ana, flood, hashes, end } = await flooded()
    const other = newcomer({ password: 'a guess' })
    await flood(200, () => authenticate(world, other, '192.0.2.1'))
    await authenticate(world, ana, '192.0.2.1')
    expect(hashes()).toBeLessThanOrEqual(world.env.LIMIT_SIGN_IN_FAILURES + 1)
    await end()
  })

  test('of one person’s changes of a password waits behind itself alone', async () => {
    const { world, ana, flood, begunBefore, end } = await flooded()
    const eve = await createUser(world, 'Eve')
    await flood(200, () => changeProfile(eve, { password, currentPassword: password }))
    expect(await begunBefore((world) => authenticate(world, ana, client.address))).toBeLessThanOrEqual(1)
    await end()
  })

  test('is refused in words when too much of one address waits', async () => {
    const { world, flood, end } = await flooded()
    void flood(501, () => register(world, newcomer(), '192.0.2.1'))
    await expect(register(world, newcomer(), '192.0.2.1')).rejects.toMatchObject({
      code: 'rate_limited',
      message: expect.stringContaining('Try again'),
      retryAfterMs: expect.any(Number),
    })
    await end()
  })
})

describe('a password', () => {
  test('is the same from every keyboard: composed or not, wide or not', async () => {
    const world = await openWorld()
    const ana = newcomer({ password: 'Zwölf Boxkämpfer jagen'.normalize('NFD') })
    await register(world, ana, client.address)
    for (const typed of ['Zwölf Boxkämpfer jagen'.normalize('NFC'), 'Ｚwölf Boxkämpfer jagen'])
      await expect(authenticate(world, { ...ana, password: typed }, client.address)).resolves.toBeDefined()
    const other = { ...ana, password: 'Zwolf Boxkampfer jagen' }
    await expect(authenticate(world, other, client.address)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })
})

test('a password that was kept as it was typed is good still, and no other one is', async () => {
  const world = await openWorld()
  const ana = newcomer()
  await register(world, ana, client.address)
  const typed = '½ liter of Größe'
  await world.db.write(async (tx) =>
    tx
      .update(users)
      .set({ passwordHash: await hash(typed) })
      .where(eq(users.email, ana.email)),
  )
  await expect(authenticate(world, { ...ana, password: typed }, client.address)).resolves.toBeDefined()
  for (const guess of [typed.normalize('NFKC'), password])
    await expect(authenticate(world, { ...ana, password: guess }, client.address)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
})

/** A world with an account, and what may come over it. */
async function flooded() {
  const quiet = await openWorld()
  const ana = newcomer()
  await register(quiet, ana, client.address)
  let begun = 0
  let hashes = 0
  let over = false
  /** The same turns, counted, with an end: what still waits when the test is over is not worked off. */
  const counted = (begin: () => void) => ({
    ...quiet.turns,
    hashing: <T>(whose: string, work: () => Promise<T>) =>
      quiet.turns.hashing(whose, async () => {
        if (over) throw new Error('The test is over')
        begin()
        const outcome = await work()
        hashes += 1
        return outcome
      }),
  })
  const world = { ...quiet, turns: counted(() => void begun++) }
  const floods: Promise<unknown>[] = []
  return {
    world,
    ana,
    /** Resolves when the first of them is over: then the others wait. */
    flood: (many: number, work: () => Promise<unknown>) => {
      const all = Array.from({ length: many }, () => work().catch(() => undefined))
      floods.push(...all)
      return Promise.race(all)
    },
    /** How many others' hashes are begun before this one is. */
    begunBefore: async (hash: (world: TestWorld) => Promise<unknown>) => {
      const asked = begun
      let own = Number.NaN
      await hash({
        ...quiet,
        turns: counted(() => {
          own = begun
        }),
      })
      return own - asked
    },
    hashes: () => hashes,
    end: () => {
      over = true
      return Promise.all(floods)
    },
  }
}
