import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { onStop } from './on-stop.ts'

const everyMs = 1_000
/** Fewer pages than these are not worth a checkpoint: the same page changed often is then written once. */
const worthwhile = 4_000

const handle = new Database(workerData as string)
const checkpoint = (mode: 'NOOP' | 'PASSIVE') =>
  (handle.pragma(`wal_checkpoint(${mode})`) as { log: number; checkpointed: number }[])[0]

const timer = setInterval(() => {
  const { log = 0, checkpointed = 0 } = checkpoint('NOOP') ?? {}
  if (log - checkpointed >= worthwhile) checkpoint('PASSIVE')
}, everyMs)

onStop(() => {
  clearInterval(timer)
  handle.close()
})
