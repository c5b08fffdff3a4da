import { globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { Client } from 'pg'
import { expect, inject, test } from 'vitest'
import { post } from '#lib/messages/post.ts'
import { createDatabase } from '../../scripts/tools/postgres.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { signIn } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { dialect } from './dialect.ts'
import { isBehind, requireKnown } from './migrations.ts'
import { messages, rooms, users } from './schema.ts'

const releases = readdirSync('tests/releases')
const kept = (release: string, name: string) =>
  gunzipSync(readFileSync(join('tests/releases', release, `${name}.gz`)))

/** What a released version left behind, where this one finds it. */
async function leftBy(release: string): Promise<Record<string, string>> {
  const folder = temporaryFolder('release')
  mkdirSync(folder, { recursive: true })
  if (dialect === 'sqlite') {
    writeFileSync(join(folder, 'rooms.db'), kept(release, 'rooms.db'))
    return { DATA_DIR: folder }
  }
  const url = await createDatabase(inject('postgres'))
  const client = new Client({ connectionString: url })
  await client.connect()
  // Commands of psql, which newer programs write around it, are nothing for the server.
  const dump = kept(release, 'rooms.sql')
    .toString()
    .replaceAll(/^\\.*$/gm, '')
  await client.query(dump)
  await client.end()
  return { DATA_DIR: folder, DATABASE_URL: url }
}

test('there is one of this version, or of one before it', () => {
  expect(releases.length).toBeGreaterThan(0)
})

test.each(releases)('what %s left behind is opened, read and gone on with', async (release) => {
  const settings = await leftBy(release)
  const world = await openWorld(settings)
  const [ana] = await world.db.read.select().from(users).where(eq(users.name, 'Ana'))
  const [room] = await world.db.read.select().from(rooms)
  const before = await world.db.read.select().from(messages).orderBy(messages.seq)
  expect(before.find(({ content }) => content === 'the first, edited')).toMatchObject({
    editedAt: expect.any(Number),
    reactions: [{ emoji: '👍' }],
  })
  const viewer = await signIn(world, ana?.id ?? '')
  const { message } = await post(viewer, room?.id ?? '', {
    clientId: crypto.randomUUID(),
    content: 'of a later version',
  })
  expect(message.seq).toBe((before.at(-1)?.seq ?? 0) + 1)
  if (dialect !== 'sqlite') return
  // Only where something was changed there is something to go back to.
  const copies = globSync('rooms.before-*.db', { cwd: settings.DATA_DIR ?? '' })
  expect(copies.length).toBe(isOld(release) ? 1 : 0)
})

const isOld = (release: string) => {
  const path = join(temporaryFolder('old'), 'rooms.db')
  writeFileSync(path, kept(release, 'rooms.db'))
  const file = new Database(path, { readonly: true })
  const last = file.prepare('select max(created_at) from __drizzle_migrations').pluck().get() as number
  file.close()
  requireKnown('sqlite', last)
  return isBehind('sqlite', last)
}
