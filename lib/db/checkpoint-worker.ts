import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import type { Kept } from './checkpoints.ts'
import { onStop } from './on-stop.ts'

const { path, everyMs, worthwhile } = workerData as Kept
const handle = new Database(path)
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
