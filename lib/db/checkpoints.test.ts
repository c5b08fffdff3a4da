import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { keepCheckpoints } from './checkpoints.ts'

const path = join(temporaryFolder('checkpoints'), 'rooms.db')

test('a log that has grown worth it is folded back by somebody else than who writes', async () => {
  const writer = new Database(path)
  writer.pragma('journal_mode = WAL')
  writer.pragma('wal_autocheckpoint = 0')
  const log = () =>
    (writer.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[])[0] ?? null
  const stop = keepCheckpoints(path, writer.pragma('page_size', { simple: true }) as number)
  writer.exec('create table held (bytes blob); insert into held values (zeroblob(20000000))')
  expect(log()).toMatchObject({ checkpointed: 0 })
  await expect.poll(() => log()?.checkpointed).toBeGreaterThan(4_000)
  await stop()
  expect(writer.prepare('select length(bytes) from held').pluck().get()).toBe(20_000_000)
  writer.close()
})
