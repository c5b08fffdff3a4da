import { sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { openWorld } from '../tests/world.ts'
import { dialect } from './db/dialect.ts'
import { saved, users } from './db/schema.ts'
import { Fault } from './errors.ts'
import { asError, failureOf, inWords } from './failure.ts'
import { makeLog, type Told } from './log.ts'

const mark = 'quagmire'

function listen() {
  const lines: string[] = []
  const reported: Told[] = []
  const to = { write: (line: string) => void lines.push(line) }
  return { log: makeLog('trace', to, (told) => reported.push(told)), lines, reported }
}

const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown')
}

test('of a statement that fails the log tells which, and nothing of its values', async () => {
  const { db } = await openWorld()
  const lines: string[] = []
  const row = { id: mark, email: mark, name: mark, nameFolded: mark, role: 'member', createdAt: 1 } as const
  const insert = (more: object) =>
    db.write((tx) => tx.insert(users).values({ ...row, passwordHash: mark, ...more }))
  await insert({})
  const wrong: [() => Promise<unknown>, code: RegExp][] = [
    [() => insert({}), /UNIQUE|PRIMARYKEY|23505/],
    [() => insert({ id: 'other' }), /UNIQUE|23505/],
    [() => insert({ id: 'other', email: 'other', name: null }), /NOTNULL|23502/],
    [
      () => db.write((tx) => tx.insert(saved).values({ userId: mark, messageId: mark, savedAt: 1 })),
      /FOREIGNKEY|23503/,
    ],
    [() => db.read.select({ one: sql`json(${mark})` }).from(users), /SQLITE_ERROR|22P02|42883/],
    [() => db.read.select({ one: sql`${mark} || ${mark}::integer` }).from(users), /SQLITE_ERROR|22P02|42/],
  ]
  for (const [work, code] of wrong) {
    const error = await thrownBy(work)
    expect(JSON.stringify([failureOf(error), failureOf((error as Error).cause)])).toMatch(code)
    const { log, lines: told } = listen()
    log.error({ err: error }, 'failed')
    log.warn(error)
    log.error({ room: { reasons: [error] } }, 'failed for %s', error)
    lines.push(...told)
  }
  expect(lines).toHaveLength(wrong.length * 3)
  for (const line of lines) {
    expect(line).toMatch(/"query":"(insert into \\"(users|saved)\\"|select )/)
    expect(line).toMatch(/"frames":\[".+:\d+:\d+/)
    expect(line).not.toContain(mark)
  }
  const unique =
    dialect === 'postgres' ? '"constraint":"users_email_unique"' : 'UNIQUE constraint failed: users.email'
  expect(lines[3]).toContain(unique)
})

test('nor of what quotes what it was given', async () => {
  const { log, lines } = listen()
  const quoting = [
    () => JSON.parse(`${mark}{`),
    () => [1].map(mark as never),
    () => new Map([mark] as never),
    () => new URL(mark),
    () => Buffer.from({ [mark]: 1 } as never),
    () => Promise.reject(mark),
    () => Promise.reject({ message: mark }),
    () => Promise.reject(new AggregateError([new Error(mark)], mark, { cause: new Error(mark) })),
    () =>
      Promise.reject(
        Object.assign(new Error('away', { cause: { mark } }), { code: `${mark} ${mark}`, mark }),
      ),
    () => Promise.reject(new Error(`two lines\n    at ${mark} (file.ts:1:1)`)),
    () => Promise.reject(Object.assign(new Error(`    at ${mark} (file.ts:1:1)`), { message: 'another' })),
  ]
  for (const work of quoting) log.error({ err: await thrownBy(work) }, 'failed')
  expect(lines).toHaveLength(quoting.length)
  for (const line of lines) expect(line).not.toContain(mark)
  expect(lines[0]).toContain('"name":"SyntaxError"')
  expect(lines[0]).toContain('log.test.ts')
})

test('what cannot quote keeps its words, also from another thread', async () => {
  const fault = new Fault('The file store answered 503')
  expect(failureOf(fault)).toMatchObject({ name: 'Fault', message: fault.message })
  expect(failureOf(asError(failureOf(fault)))).toEqual(failureOf(fault))
  expect(inWords(fault)).toBe(fault.message)
  expect(inWords(new Error(mark))).not.toContain(mark)
  const taken = Object.assign(new Error('listen EADDRINUSE: 127.0.0.1:3000'), {
    syscall: 'listen',
    port: 3000,
  })
  expect(inWords(taken)).toBe(taken.message)
})

test('an error that is its own cause ends', () => {
  const error = new Error('round')
  error.cause = error
  expect(failureOf(error)).toMatchObject({ cause: { cause: { name: 'Error' } } })
})

test('a fault that repeats is told once a minute with its count, others as they come', () => {
  vi.useFakeTimers()
  const { log, lines, reported } = listen()
  const away = () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  const told = () => lines.splice(0).map((line) => JSON.parse(line))
  for (let i = 0; i < 1_000; i += 1) log.error({ err: away(), route: `/${i}` }, 'request failed')
  log.error({ err: new TypeError('another') }, 'request failed')
  log.error({ err: away() }, 'command failed')
  log.info({ err: away() }, 'no fault')
  log.info({ err: away() }, 'no fault')
  expect(told()).toHaveLength(5)
  expect(
    reported.splice(0).map(({ words }) => words),
    'and reported, what is a fault',
  ).toEqual(['request failed', 'request failed', 'command failed'])
  vi.advanceTimersByTime(60_000)
  expect(reported).toMatchObject([{ severity: 50, words: 'request failed', line: { times: 999 } }])
  expect(told()).toEqual([
    expect.objectContaining({ times: 999, msg: 'request failed', err: expect.anything(), route: '/999' }),
  ])
  log.error({ err: away() }, 'request failed')
  expect(told()).toEqual([])
  vi.advanceTimersByTime(60_000)
  expect(told()).toMatchObject([{ msg: 'request failed' }])
  vi.advanceTimersByTime(60_000)
  log.error({ err: away() }, 'request failed')
  expect(told(), 'after a minute without it, at once again').toMatchObject([{ msg: 'request failed' }])
  vi.useRealTimers()
})

test('a fault at one place is one, however Node came to it', async () => {
  const { log, reported } = listen()
  const fail = async (told: (error: Error) => void) => {
    await undefined
    told(new TypeError(mark))
  }
  const usual = await new Promise<Error>((told) => void fail(told))
  // Between two immediates of one turn Node runs what waits from a function of its own.
  const [between] = await Promise.all([
    new Promise<Error>((told) => setImmediate(() => void fail(told))),
    new Promise((resolve) => setImmediate(resolve)),
  ])
  expect(between.stack).not.toBe(usual.stack)
  for (const err of [usual, between]) log.error({ err }, 'request failed')
  expect(reported).toHaveLength(1)
})
