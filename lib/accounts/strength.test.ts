import { dictionary } from '@zxcvbn-ts/language-common'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { password } from '../../tests/password.ts'
import { judgedPart } from './judged-part.ts'
import { requireStrong, strengthOf } from './strength.ts'

const owner = { email: 'ana.maria@example.org', name: 'Ana María Petrović', host: 'chat.horizon.example' }
const isGood = (password: string, of = owner) => strengthOf(password, of).good
const good = (passwords: string[]) => passwords.filter((password) => isGood(password))

describe('is refused', () => {
  test('what is in lists of leaked passwords, also with a capital or a sign after it', () => {
    // Of those that are long enough (OWASP ASVS 5, 6.2.4).
    const commonest = dictionary['passwords-common'].filter((word) => word.length >= 8).slice(0, 3_000)
    expect(good(commonest)).toEqual([])
    expect(good(commonest.slice(0, 200).map((word) => `${word}!`))).toEqual([])
    expect(good(commonest.slice(0, 200).map((word) => word.toUpperCase()))).toEqual([])
  })

  test('every one of those that are tried first', () => {
    const tried =
      `password password1 password12 password123 passw0rd p@ssw0rd 12345678 123456789 1234567890 123123123 11111111 111111111
      00000000 87654321 987654321 0987654321 88888888 66666666 55555555 12341234 11223344 1q2w3e4r 1q2w3e4r5t 1qaz2wsx qwertyui
      qwerty12 qwerty123 qwerty1234 qwertyuiop asdfghjk asdfghjkl zxcvbnm1 zxcvbnm123 iloveyou iloveyou1 sunshine sunshine1 princess
      princess1 football football1 baseball baseball1 superman superman1 trustno1 starwars welcome1 welcome123 letmein1 letmein123
      admin123 admin1234 administrator changeme changeme1 whatever computer internet michelle jennifer victoria alexander maverick
      midnight mercedes corvette einstein butterfly chocolate liverpool abcd1234 abc12345 abcdefgh a1b2c3d4 aa123456 q1w2e3r4
      google123 default1 test1234 testtest secret123 samsung1 monkey123 dragon123 master123 michael1 jordan23 charlie1 pokemon1
      basketball 1234qwer qwer1234 asdf1234 zaq12wsx 789456123 147258369 159753456 102030405 123qweasd 1password passwort passwort1
      motdepasse contraseña`.split(/\s+/)
    expect(good(tried)).toEqual([])
  })

  test.each([
    'aaaaaaaa',
    ' '.repeat(8),
    'password!',
    'ab12'.repeat(32),
    'drowssap1',
    'ｐａｓｓｗｏｒｄ１',
    'pässwörd1',
    '24.12.1987',
    'abcdefgh12345678',
    'p'.repeat(128),
  ])('%j', (weak) => {
    expect(isGood(weak)).toBe(false)
  })

  test.each([
    'ana.maria@example.org',
    'ANA.MARIA@EXAMPLE.ORG',
    '1ana.maria@example.org',
    'ana.maria@example.org'.repeat(2),
    'Ana María Petrović',
    'anamariapetrovic',
    'petrovic1',
    'chat.horizon.example',
    'Horizon1',
    'roomsrooms',
    'Rooms123',
  ])('what is known of the person and the server: %j', (known) => {
    expect(isGood(known)).toBe(false)
    const stranger = { email: 'kim@elsewhere.test', name: 'Kim', host: '' }
    if (known.startsWith('ana.')) expect(isGood(known, stranger), 'not for everybody').toBe(true)
  })
})

test.each([
  password,
  'a new long password',
  'purple monkey',
  'kT7!qz2P',
  'x8Fq2LpZ',
  'hvqzkwtr',
  'q8w2n5xk',
  'ich mag grünen tee',
  'это совсем не секрет',
  '日本語の秘密の言葉',
  ' two words inside spaces ',
  'Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich, und noch einmal zurück',
])('%j is good, without rules for what it is made of', (fine) => {
  expect(isGood(fine)).toBe(true)
})

describe('of a long one', () => {
  const email = 'alexander.the.great.of.macedonia.and.persia@mail.alexandria.example.org'
  const alexander = { email, name: 'Alexander', host: '' }

  test.each([
    'passworddragon'.repeat(3),
    `1${'passworddragon'.repeat(3)}`,
    `${'access'.repeat(8)}scooby`,
    '131313harley'.repeat(6),
    'redsox000000'.repeat(7),
    `${'a'.repeat(41)}sunshine`,
    `football${'1'.repeat(40)}`,
    'verwaltungsgemeinschaft'.repeat(2),
    `${'a'.repeat(24)}1`.repeat(2),
    `${'a'.repeat(24)}1`.repeat(5),
    email,
    `x${email}`,
    `${email}1`,
    `${email}${email}`,
    `sunshine${email}`,
  ])('the end counts too: %j', (weak) => {
    expect(isGood(weak, alexander)).toBe(false)
  })

  test('only so much is judged, however long it and what is known are', () => {
    const words = fc.array(fc.string({ unit: 'binary', minLength: 1 }), { maxLength: 5 })
    const repeated = fc.tuple(words, fc.nat(40)).map(([parts, times]) => parts.join('').repeat(times))
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 1_024 }), repeated),
        words,
        (typed, known) => {
          const { judged, known: shortened } = judgedPart(typed, known)
          expect(judged.length).toBeLessThanOrEqual(48)
          for (const word of shortened) expect(word.length).toBeLessThanOrEqual(12)
        },
      ),
    )
  })

  test('nothing is taken away from a short one', () => {
    for (const typed of ['aaaaaaaa', 'kT7!qz2P', password])
      expect(judgedPart(typed, ['ana']).judged).toBe(typed)
  })
})

test('a refusal says why, and what would help', () => {
  const told = (password: string) => {
    try {
      requireStrong(password, owner)
    } catch (error) {
      return error
    }
  }
  for (const [weak, why] of [
    ['aaaaaaaa', /Repeated characters/],
    ['sunshine', /Many people use it/i],
    ['ana.maria@example.org', /Your name, your email/],
    ['p@ssw0rd', /@ for a/],
    ['qwertyuiop', /Add another word or two/],
  ] as const)
    expect(told(weak)).toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(why),
      issues: [{ path: 'password', message: expect.stringContaining('too easy to guess') }],
    })
  expect(told(password)).toBeUndefined()
})
