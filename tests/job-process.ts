/*
 * A process that does jobs of a kind of its own until none is left. A job notes its number in two steps, each
 * of which is the same when done twice, and says in a file that it was begun. It can be told to end as by a
 * power cut at one of its steps, and to wait for a line on stdin.
 */
import { appendFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { World } from '#lib/context.ts'
import { openDb } from '#lib/db/open.ts'
import { instance, jobs as table } from '#lib/db/schema.ts'
import { endLeases } from '#lib/jobs/claim.ts'
import { type Jobs, makeJobs } from '#lib/jobs/enqueue.ts'
import { jobKind } from '#lib/jobs/kind.ts'
import { startWorker } from '#lib/jobs/worker.ts'
import { makeLog } from '#lib/log.ts'

export type Told = {
  url: string
  dataDir: string
  /** Each begun job adds its number and this process's id as a line. */
  begun: string
  /** Numbers that are enqueued first, all in one write, each as its own key. */
  enqueue: number[]
  atOnce: number
  die?: { step: 'enqueued' | 'claimed' | 'middle' | 'worked'; job: number } | undefined
  /** Begins when stdin ends. */
  waits?: boolean
}

const told = JSON.parse(process.argv[2] ?? '') as Told
const db = await openDb({ url: told.url, dataDir: told.dataDir, synchronous: 'NORMAL' })
const jobs: Jobs = makeJobs(db, Date.now)
const die = (step: string, job = told.die?.job) => {
  if (told.die?.step === step && told.die.job === job) process.kill(process.pid, 'SIGKILL')
}

const note = (n: number, step: string) =>
  db.write((tx) =>
    tx
      .insert(instance)
      .values({ key: `${n} ${step}`, value: String(process.pid) })
      .onConflictDoNothing(),
  )

const kind = jobKind({
  name: 'test.note',
  payload: z.object({ n: z.number() }),
  atOnce: told.atOnce,
  run: async (_, { n }) => {
    appendFileSync(told.begun, `${n} ${process.pid}\n`)
    die('claimed', n)
    await note(n, 'first')
    die('middle', n)
    await note(n, 'second')
    die('worked', n)
  },
})

if (db.dialect === 'sqlite') await endLeases(db, Date.now())
await db.write(async (tx) => {
  for (const n of told.enqueue) await jobs.enqueue(tx, kind.name, { n }, { key: String(n) })
})
die('enqueued')
if (told.waits) {
  process.stdout.write('ready\n')
  await text(process.stdin)
}
const world = { db, jobs, now: Date.now, elapsed: () => performance.now() } as unknown as World
const worker = startWorker(world, [kind], makeLog('warn'))
while ((await db.read.$count(table)) > 0) await pause(20)
await worker.stop()
await db.close()
