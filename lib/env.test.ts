import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { misspeltIn, readEnv } from './env.ts'
import { authSecret } from './secrets.ts'

test('nothing set is enough', () => {
  expect(readEnv({})).toMatchObject({ PORT: 3000, DATA_DIR: 'data', DATABASE_URL: '' })
})

test('an empty variable is one that is not set', () => {
  expect(readEnv({ PORT: '', REGISTRATION: '' })).toEqual(readEnv({}))
})

test('all faults are told at once, each with its variable', () => {
  const faulty = {
    PORT: 'eighty',
    DATABASE_URL: 'mysql://localhost/rooms',
    REDIS_URL: 'localhost:6379',
    PUBLIC_URL: 'rooms.example.org',
    REGISTRATION: 'perhaps',
    AUTH_SECRET: 'short',
    SMTP_URL: 'http://mail.example.org',
    MAIL_FROM: 'Rooms <rooms>',
    STUN_URLS: 'https://stun.example.org',
    LIMIT_MESSAGES_PER_5S: '-1',
  }
  const told = () => readEnv(faulty)
  for (const name of Object.keys(faulty)) expect(told).toThrow(new RegExp(`^ +${name}: .+`, 'm'))
})

test('lengths have bounds, and a message always fits into a frame', () => {
  for (const [name, value] of [
    ['LIMIT_PASSWORD_MIN_CHARS', '7'],
    ['LIMIT_PASSWORD_MAX_CHARS', '63'],
    ['LIMIT_MESSAGE_CHARS', '0'],
    ['LIMIT_MESSAGE_CHARS', '100001'],
    ['LIMIT_ROOM_NAME_CHARS', '1.5'],
  ] as const)
    expect(() => readEnv({ [name]: value })).toThrow(`  ${name}: `)
  expect(() => readEnv({ LIMIT_MESSAGE_CHARS: '40000' })).toThrow('  LIMIT_SOCKET_FRAME_BYTES: ')
  expect(() => readEnv({ LIMIT_SOCKET_FRAME_BYTES: '65536' })).toThrow('  LIMIT_SOCKET_FRAME_BYTES: ')
  expect(readEnv({ LIMIT_MESSAGE_CHARS: '40000', LIMIT_SOCKET_FRAME_BYTES: '262144' })).toBeTruthy()
})

test('every setting is in the README', () => {
  const readme = readFileSync('README.md', 'utf8')
  const { providers: _, ...settings } = readEnv({})
  for (const name of Object.keys(settings)) expect(readme).toContain(`| \`${name}\` |`)
})

test('a secret is not repeated in what is told', () => {
  expect(() => readEnv({ AUTH_SECRET: 'hunter2' })).toThrow(/^(?!.*hunter2)/s)
})

test('relays need the secret they are asked with', () => {
  expect(() => readEnv({ TURN_URLS: 'turn:turn.example.org' })).toThrow('TURN_SECRET')
  const env = readEnv({ TURN_URLS: 'turn:a.example.org, turns:b.example.org', TURN_SECRET: 's' })
  expect(env.TURN_URLS).toEqual(['turn:a.example.org', 'turns:b.example.org'])
})

test('the secret is made once, kept for its owner alone, and gives way to one that is set', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'rooms-secret-')), 'data')
  const made = authSecret(folder)
  const path = join(folder, 'auth-secret')
  expect(made.length).toBeGreaterThanOrEqual(32)
  expect(readFileSync(path, 'utf8').trim()).toBe(made)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(authSecret(folder)).toBe(made)
  expect(authSecret(folder, 'given')).toBe('given')
})

test('what does not go together is told too', () => {
  expect(() => readEnv({ REDIS_URL: 'redis://localhost' })).toThrow(/REDIS_URL: needs PostgreSQL/)
  expect(() => readEnv({ PUBLIC_URL: 'https://example.org/rooms' })).toThrow(/PUBLIC_URL: must have no path/)
  expect(readEnv({ PUBLIC_URL: 'https://rooms.example.org' })).toMatchObject({ REDIS_URL: '' })
})

test('mail needs a sender, and an address that links lead to', () => {
  const SMTP_URL = 'smtp://mail.example.org'
  expect(() => readEnv({ SMTP_URL })).toThrow(/MAIL_FROM: is needed(.|\n)*PUBLIC_URL: is needed/)
  const of = (MAIL_FROM: string) =>
    readEnv({ SMTP_URL, MAIL_FROM, PUBLIC_URL: 'https://rooms.example.org' }).MAIL_FROM
  expect(of('rooms@example.org')).toEqual({ name: '', address: 'rooms@example.org' })
  expect(of('"The Attic" <rooms@example.org> ')).toEqual({ name: 'The Attic', address: 'rooms@example.org' })
})

test('a variable that is a setting but for a slip is told, others are nobody’s business', () => {
  const given = {
    REGISTRTION: 'open',
    TURN_URL: '',
    DATABASE_URL: '',
    HOSTNAME: 'a',
    GITHUB_SHA: 'b',
    LIMIT_UPLOAD_BYTE: '1',
  }
  expect(misspeltIn(given)).toEqual([
    { variable: 'REGISTRTION', meant: 'REGISTRATION' },
    { variable: 'TURN_URL', meant: expect.stringMatching(/^(STUN|TURN)_URLS$/) },
    { variable: 'LIMIT_UPLOAD_BYTE', meant: 'LIMIT_UPLOAD_BYTES' },
  ])
})

test('proxies are all neighbours, or addresses and networks', () => {
  expect(readEnv({ TRUST_PROXY: '127.0.0.1,10.0.0.0/8' }).TRUST_PROXY.has('10.1.2.3')).toBe(true)
  expect(() => readEnv({ TRUST_PROXY: 'nginx' })).toThrow(/TRUST_PROXY: must be 1, or addresses/)
})

test('faults on purpose are refused where anybody may come in, and where an administrator could let them', () => {
  for (const REGISTRATION of [undefined, 'open'])
    expect(() => readEnv({ ROOMS_FAULTS: '1', REGISTRATION })).toThrow('  ROOMS_FAULTS: ')
  expect(readEnv({ ROOMS_FAULTS: '1', REGISTRATION: 'closed' }).ROOMS_FAULTS).toBe(true)
})
