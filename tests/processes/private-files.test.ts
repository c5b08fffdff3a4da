import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { createRoom, register, upload } from '../client.ts'
import { startServer } from '../server.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777
/** The files of the database and of its index, and who may read them. */
const databases = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.includes('.db'))
      .map((name) => [name, modeOf(join(folder, name))]),
  )
const forOwner = {
  'rooms.db': 0o600,
  'rooms.db-lock': 0o600,
  'rooms.db-shm': 0o600,
  'rooms.db-wal': 0o600,
  'rooms.search.db': 0o600,
  'rooms.search.db-shm': 0o600,
  'rooms.search.db-wal': 0o600,
}

test('in a folder that others may list the database is for its owner alone, and so is a backup', async () => {
  process.umask(0o022)
  const folder = temporaryFolder('listed')
  chmodSync(folder, 0o755)
  const first = await startServer({ DATA_DIR: folder })
  const ana = await register(first.url)
  await createRoom(ana)
  const { id } = await upload(ana, 'note.txt', 'for nobody else')
  const kept = join(folder, 'files', id.slice(0, 2))
  expect([modeOf(kept), modeOf(join(kept, id))]).toEqual([0o700, 0o600])
  await expect.poll(() => databases(folder)).toEqual(forOwner)
  expect(modeOf(folder), 'whoever made the folder decides').toBe(0o755)

  const backup = join(folder, 'backup')
  const { status } = spawnSync(process.execPath, ['scripts/command.ts', 'backup', backup], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: folder },
  })
  expect(status).toBe(0)
  expect(modeOf(backup)).toBe(0o700)
  expect(modeOf(join(backup, 'rooms.db'))).toBe(0o600)
  // As after a power cut, with the files of an earlier version.
  await first.kill()
  for (const name of Object.keys(databases(folder))) chmodSync(join(folder, name), 0o644)
  const second = await startServer({ DATA_DIR: folder })
  await expect.poll(() => databases(folder)).toEqual(forOwner)
  await second.stop()

  const own = join(folder, 'own')
  const third = await startServer({ DATA_DIR: own })
  expect(modeOf(own)).toBe(0o700)
  await third.stop()
})
