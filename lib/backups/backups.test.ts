import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { expect, inject, test } from 'vitest'
import { openDb } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { beginRecurring } from '#lib/jobs/recurring.ts'
import { createDatabase } from '../../scripts/tools/postgres.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { checkBackup } from './check.ts'
import { backupJobs } from './jobs.ts'
import { makeBackup } from './make.ts'
import { names } from './manifest.ts'
import { restore } from './restore.ts'
import { onShelf, readStatus } from './shelf.ts'
import { type Source, sourceOf } from './source.ts'

const shelf = join(temporaryFolder('shelf'), 'backups')
const world = await openWorld({ BACKUP_DIR: shelf, BACKUP_EVERY: '1h', BACKUP_KEEP: '2' })
const source = sourceOf(world.env, '1.2.3')
const ana = await createUser(world)
const room = await createRoom(ana)
await say(ana, room, 'kept')
const upload = (name: string, text: string) => {
  writeFileSync(join(source.dataDir, 'files', 'ab', name), text)
}
await mkdir(join(source.dataDir, 'files', 'ab'), { recursive: true })
upload('ab1', 'first')
writeFileSync(join(source.dataDir, 'auth-secret'), 'a secret')

const folder = () => join(temporaryFolder('backup'), 'made')
const now = world.now()

/** Another instance with something in it of its own, and nobody in it. */
async function elsewhere(): Promise<Source> {
  const url = world.db.dialect === 'postgres' ? await createDatabase(inject('postgres')) : ''
  const dataDir = temporaryFolder('elsewhere')
  const db = await openDb({ url, dataDir, synchronous: 'NORMAL' })
  await db.close()
  await mkdir(join(dataDir, 'files'), { recursive: true })
  writeFileSync(join(dataDir, 'files', 'old'), 'old')
  return { ...source, url, dataDir }
}

test('a backup is restored over another instance, and what was there is kept', async () => {
  const made = folder()
  const manifest = await makeBackup(source, made, { now })
  expect(manifest).toMatchObject({ madeAt: now, version: '1.2.3', database: { kind: world.db.dialect } })
  expect(manifest.database.rows).toMatchObject({ users: 1, rooms: 1, jobs: expect.any(Number) })
  expect(await checkBackup(made, source)).toBe('as a database')

  const other = await elsewhere()
  const [kept = ''] = (await restore(made, other, now)).slice(-1)
  expect(readFileSync(join(kept, 'files', 'old'), 'utf8')).toBe('old')
  expect(readFileSync(join(other.dataDir, 'files', 'ab', 'ab1'), 'utf8')).toBe('first')
  expect(readFileSync(join(other.dataDir, 'auth-secret'), 'utf8')).toBe('a secret')
  const restored = await openDb({ ...other, synchronous: 'NORMAL' })
  const found = await restored.read.select().from(messages).where(eq(messages.roomId, room.id))
  expect(found.map(({ content, seq }) => [content, seq])).toContainEqual(['kept', expect.any(Number)])
  if (restored.dialect === 'postgres') {
    const schemas = await restored.read
      .select({ name: sql<string>`nspname` })
      .from(sql`pg_namespace`)
      .where(sql`nspname like 'before%'`)
    expect(schemas).toHaveLength(2)
  }
  await restored.close()
  // Again, with what was restored in its place: nothing collides.
  await expect(restore(made, other, now + 60_000)).resolves.toBeDefined()
})

test.each<[string, (made: string) => void, RegExp]>([
  ['a file that changed', (made) => writeFileSync(join(made, 'files/ab/ab1'), 'worse'), /ab1 has changed/],
  ['a file that is gone', (made) => void rm(join(made, 'files/ab/ab1')), /ab1 is missing|has changed/],
  [
    'sums that were changed with it',
    (made) => writeFileSync(join(made, names.sums), ''),
    /is not what it was when/,
  ],
  [
    'a path out of it',
    (made) => writeFileSync(join(made, names.sums), `${'0'.repeat(64)}  ../../etc/passwd\n`),
    /which is not in it/,
  ],
  ['no manifest', (made) => writeFileSync(join(made, names.manifest), '{}'), /not what this version/],
])('%s is found before anything is replaced', async (_, spoil, said) => {
  const made = folder()
  await makeBackup(source, made, { now })
  spoil(made)
  const other = await elsewhere()
  await expect(restore(made, other, now)).rejects.toThrow(said)
  expect(readFileSync(join(other.dataDir, 'files', 'old'), 'utf8')).toBe('old')
})

test('nothing is restored while the database is in use, nor over one of the other kind', async () => {
  const made = folder()
  await makeBackup(source, made, { now })
  await expect(restore(made, source, now)).rejects.toThrow('Stop Rooms')
  const kind = world.db.dialect === 'sqlite' ? 'postgres://127.0.0.1:1/none' : ''
  await expect(restore(made, { ...source, url: kind }, now)).rejects.toThrow(/This is a backup of/)
  await expect(makeBackup(source, made, { now })).rejects.toThrow('is there already')
})

test('on the shelf one is made when it is due, unchanged files are linked, the newest stay, each day one is tried', async () => {
  await beginRecurring(world, backupJobs)
  const round = async () => {
    world.pass(3_700_000)
    await world.work()
  }
  await round()
  const [first] = onShelf(shelf)
  expect(readStatus(shelf)).toMatchObject({
    made: { failure: null },
    checked: { name: first?.name, failure: null },
  })
  upload('ab2', 'second')
  await round()
  const [second] = onShelf(shelf)
  const inode = (name: string | undefined, file: string) =>
    statSync(join(shelf, name ?? '', 'files/ab', file)).ino
  expect(inode(second?.name, 'ab1')).toBe(inode(first?.name, 'ab1'))
  expect(inode(second?.name, 'ab1'), 'never to what the server uses').not.toBe(
    statSync(join(source.dataDir, 'files/ab/ab1')).ino,
  )
  expect(second?.newBytes).toBeLessThan(second?.bytes ?? 0)
  await round()
  expect(onShelf(shelf).map(({ name }) => name)).toEqual([expect.any(String), second?.name])
  expect(readStatus(shelf).checked?.name, 'once a day').toBe(first?.name)
  expect(await checkBackup(join(shelf, second?.name ?? ''), source)).toBe('as a database')
})

test('what could not be made is told where the backups are, and the one before stays', async () => {
  const before = onShelf(shelf).length
  await rm(join(source.dataDir, 'auth-secret'))
  await mkdir(join(source.dataDir, 'auth-secret'))
  world.pass(3_700_000)
  await expect(world.work()).rejects.toThrow()
  expect(readStatus(shelf).made?.failure).toContain('EISDIR')
  expect(onShelf(shelf)).toHaveLength(before)
})
