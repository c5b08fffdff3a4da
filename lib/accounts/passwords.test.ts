import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { users } from '#lib/db/schema.ts'
import { client, createUser } from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { openWorld, type TestWorld } from '../../tests/world.ts'
import { authenticate, changeProfile, register } from './operations.ts'
import { formsOf } from './passwords.ts'
import { credentials } from './schema.ts'

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

/** The same characters as keyboards and systems write them, and one password that differs. */
const waysToType: [set: string, typed: string[], other: string][] = [
  [
    'Zwölf Boxkämpfer jagen'.normalize('NFD'),
    [
      'Zwölf Boxkämpfer jagen'.normalize('NFC'),
      'Ｚwölf Boxkämpfer jagen',
      'Zwölf\u00a0Boxkämpfer\u2003jagen',
      'Zwölf\u1680Boxkämpfer\u3000jagen',
    ],
    'Zwolf Boxkampfer jagen',
  ],
  ['mật khẩu của tôi', ['mật khẩu của tôi'.normalize('NFD')], 'mat khau cua toi'],
  ['한글로쓴비밀번호열두자', ['한글로쓴비밀번호열두자'.normalize('NFD')], '한글로쓴비밀번호열두'],
  [
    'パスワードﾊﾟｽﾜｰﾄﾞ九',
    ['パスワードパスワード九', 'パスワードパスワード九'.normalize('NFD')],
    'ハスワートハスワート九',
  ],
  ['пароль ёжика йода 7', ['пароль ёжика йода 7'.normalize('NFD')], 'пароль ежика иода 7'],
]

describe('a password', () => {
  test.each(waysToType)('is the same from every keyboard: %s', async (set, typed, otherwise) => {
    const world = await openWorld()
    const ana = newcomer({ password: set })
    await register(world, ana, client.address)
    for (const password of [set, ...typed])
      await expect(authenticate(world, { ...ana, password }, client.address), password).resolves.toBeDefined()
    await expect(authenticate(world, { ...ana, password: otherwise }, client.address)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test.each([
    [
      'as it was typed',
      (password: string) => password,
      '½ liter of Größe',
      ['½ liter of Größe'.normalize('NFD')],
    ],
    ['decomposed', (password: string) => password.normalize('NFD'), '½ liter of Größe', ['½ liter of Größe']],
    [
      'in one width',
      (password: string) => password.normalize('NFKC'),
      'a\u1680½ Größe',
      ['a\u1680½ Größe'.normalize('NFD'), 'a\u16801⁄2 Größe'],
    ],
  ])('that was kept %s is good still, and no other one is', async (_, before, set, typed) => {
    const world = await openWorld()
    const ana = newcomer()
    await register(world, ana, client.address)
    const passwordHash = await hash(before(set))
    await world.db.write(async (tx) =>
      tx.update(users).set({ passwordHash }).where(eq(users.email, ana.email)),
    )
    for (const guess of [set, ...typed])
      await expect(
        authenticate(world, { ...ana, password: guess }, client.address),
        guess,
      ).resolves.toBeDefined()
    for (const guess of [set.normalize('NFKD').replace(/\p{M}/gu, ''), password])
      await expect(authenticate(world, { ...ana, password: guess }, client.address)).rejects.toMatchObject({
        code: 'unauthenticated',
      })
  })

  test('is asked for once when it is written in one way only', async () => {
    expect(formsOf('twelve boxers hunt')).toEqual(new Set(['twelve boxers hunt']))
  })
})

test.each([
  'Ana@Example.org',
  ' ana@example.org\n',
  'ａｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ',
  '\u202aana@example.org\u202c',
  'ana\u200b@example\u00ad.org',
  'ana@example.org\ufeff',
])('an account is the one of its email, typed or pasted as %j', (email) => {
  expect(credentials.parse({ email, password })).toEqual({ email: 'ana@example.org', password })
})

test('an email is no other one by what is left out of it', () => {
  for (const email of ['a na@example.org', 'an\u0131@example.org', 'ana@exa mple.org', 'änä@example.org'])
    expect(credentials.safeParse({ email, password }).success, email).toBe(false)
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
