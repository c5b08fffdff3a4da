import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import type { Told } from '../job-process.ts'

const postgres = await startPostgres()
afterAll(postgres.stop)

/** Where jobs lie, and what they have left behind. */
type Place = Pick<Told, 'url' | 'dataDir' | 'begun'>

function place(url: string): Place {
  const dataDir = temporaryFolder('jobs')
  const begun = join(dataDir, 'begun')
  writeFileSync(begun, '')
  return { url, dataDir, begun }
}

function run(told: Told) {
  const child = spawn(process.execPath, ['tests/job-process.ts', JSON.stringify(told)], {
    env: { ...process.env, DATABASE_URL: told.url },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(([code, signal]) => signal ?? code)
  return { child, ended, ready: once(child.stdout, 'data') }
}

/** The number and the process of every job that was begun, in order. */
const begunIn = ({ begun }: Place) =>
  readFileSync(begun, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '))

/** The rows that a statement gives. */
async function ask<Row>({ url, dataDir }: Place, query: string): Promise<Row[]> {
  if (url === '') {
    const handle = new Database(join(dataDir, 'rooms.db'))
    const rows = handle.prepare<[], Row>(query).all()
    handle.close()
    return rows
  }
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(query)
  await client.end()
  return rows
}

/** What the jobs' steps have left: which step of which job, by which process. */
async function notedIn(here: Place): Promise<Record<string, string>> {
  const query = 'select key, value from instance order by key'
  const rows = await ask<{ key: string; value: string }>(here, query)
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

const databases: [name: string, url: () => Promise<string>][] = [
  ['SQLite', async () => ''],
  ['PostgreSQL', () => createDatabase(postgres.url)],
]
const steps = ['enqueued', 'claimed', 'middle', 'worked'] as const

test.each(databases)(
  'on %s a job survives kill -9 at every step, and is done once by what it does',
  async (_, database) => {
    const dieAt = async (step: (typeof steps)[number]) => {
      const here = place(await database())
      const told = { ...here, enqueue: [1, 2, 3], atOnce: 1 }
      const first = run({ ...told, die: { step, job: 2 } })
      expect(await first.ended, step).toBe('SIGKILL')
      const before = begunIn(here).map(([n]) => n)
      expect(before, step).toEqual(step === 'enqueued' ? [] : ['1', '2'])
      // The next one enqueues the same again: those that wait, or were under way, are not there twice.
      const enqueue = step === 'enqueued' ? [1, 2, 3] : [2, 3]
      const second = run({ ...told, enqueue })
      expect(await second.ended, step).toBe(0)

      const begun = begunIn(here).map(([n]) => n)
      expect(begun.slice(before.length).sort(), step).toEqual(enqueue.map(String))
      const [a, b] = [String(first.child.pid), String(second.child.pid)]
      const byFirst = { enqueued: 0, claimed: 2, middle: 3, worked: 4 }[step]
      const noted = ['1 first', '1 second', '2 first', '2 second', '3 first', '3 second']
      expect(await notedIn(here), step).toEqual(
        Object.fromEntries(noted.map((key, at) => [key, at < byFirst ? a : b])),
      )
    }
    await Promise.all(steps.map(dieAt))
  },
)

test.each(databases)('on %s operators see what was given up, and start it again', async (_, database) => {
  const here = place(await database())
  const jobs = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/command.ts', 'jobs', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: here.url, DATA_DIR: here.dataDir },
    })
  if (here.url === '') {
    expect(jobs(), 'one that is not there is not made').toMatchObject({ status: 1, stdout: '' })
    expect(existsSync(join(here.dataDir, 'rooms.db'))).toBe(false)
  }
  const running = run({ ...here, enqueue: [], atOnce: 1, waits: true })
  await running.ready
  expect(jobs()).toMatchObject({ status: 0, stdout: 'No job was given up.\n', stderr: '' })

  const failure = JSON.stringify({ name: 'Error', code: 'E_NOT_NOW', frames: ['    at here.ts:1:1'] })
  await ask(
    here,
    `insert into jobs (id, kind, payload, state, due_at, tries, failure, enqueued_at)
    values ('a7', 'test.note', '{"n":7}', 'given_up', 1764000000000, 10, '${failure}', 1) returning id`,
  )
  const listed =
    'a7  test.note  given up 2025-11-24T16:00:00.000Z after 10 tries  Error E_NOT_NOW at here.ts:1:1\n'
  expect(jobs()).toMatchObject({ status: 0, stdout: listed, stderr: '' })
  expect(jobs('retry')).toMatchObject({ status: 1, stdout: '' })
  expect(jobs('retry', 'a8')).toMatchObject({ status: 1, stdout: '' })
  expect(jobs('retry', 'a7')).toMatchObject({ status: 0, stderr: '' })
  expect(jobs().stdout).toBe('No job was given up.\n')
  expect(jobs('retry', 'a7'), 'it waits already').toMatchObject({ status: 1, stdout: '' })

  running.child.stdin.end()
  expect(await running.ended).toBe(0)
  expect(begunIn(here).map(([n]) => n)).toEqual(['7'])
  expect(Object.keys(await notedIn(here))).toEqual(['7 first', '7 second'])
})

test('a thousand jobs and two processes: each is done, once, and both take part', async () => {
  const here = place(await createDatabase(postgres.url))
  const numbers = Array.from({ length: 1_000 }, (_, n) => n)
  const told = { ...here, atOnce: 4, waits: true }
  const one = run({ ...told, enqueue: numbers })
  await one.ready
  const other = run({ ...told, enqueue: [] })
  await other.ready
  for (const { child } of [one, other]) child.stdin.end()
  expect(await Promise.all([one.ended, other.ended])).toEqual([0, 0])
  const begun = begunIn(here)
  expect(begun.map(([n]) => Number(n)).sort((a, b) => a - b)).toEqual(numbers)
  const shares = [one, other].map(({ child }) => begun.filter(([, pid]) => pid === String(child.pid)).length)
  expect(Math.min(...shares)).toBeGreaterThan(0)
  expect(Object.keys(await notedIn(here))).toHaveLength(2_000)
})
