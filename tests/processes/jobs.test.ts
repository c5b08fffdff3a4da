import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
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

/** What the jobs' steps have left: which step of which job, by which process. */
async function notedIn({ url, dataDir }: Place): Promise<Record<string, string>> {
  const query = 'select key, value from instance order by key'
  if (url === '') {
    const handle = new Database(join(dataDir, 'rooms.db'), { readonly: true })
    const rows = handle.prepare<[], { key: string; value: string }>(query).all()
    handle.close()
    return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
  }
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(query)
  await client.end()
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

const databases: [name: string, url: () => Promise<string>][] = [
  ['SQLite', async () => ''],
  ['PostgreSQL', () => createDatabase(postgres.url)],
]
const steps = ['enqueued', 'claimed', 'middle', 'worked'] as const

test.each(databases)(
  'on %s a job survives kill -9 at every step, and is done once by what it does',
  { timeout: 120_000 },
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
