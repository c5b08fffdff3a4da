/*
 * Keeps a small data folder of this version in tests/releases/VERSION/, of both databases, so that every
 * later version is tested to open it. Run it once with the build that is released, and commit what it made.
 *   node scripts/release-fixture.ts
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { runTool } from '#lib/backups/postgres-tools.ts'
import { readProduct } from '#lib/build/product.ts'
import { createRoom, register, say } from '../tests/client.ts'
import { startServer } from '../tests/server.ts'
import { createDatabase, startPostgres } from './tools/postgres.ts'
import { temporaryFolder } from './tools/program.ts'

const folder = join('tests/releases', readProduct().version)
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const keep = (name: string, bytes: Buffer) =>
  writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))

const dataDir = await lived('')
const small = join(temporaryFolder('release'), 'rooms.db')
const database = new Database(join(dataDir, 'rooms.db'))
database.prepare('vacuum into ?').run(small)
database.close()
keep('rooms.db', readFileSync(small))

const postgres = await startPostgres()
const url = await createDatabase(postgres.url)
await lived(url)
const dump = join(temporaryFolder('release'), 'rooms.sql')
const how = ['--no-owner', '--no-privileges', '--inserts', '--exclude-table=search_*', `--file=${dump}`]
await runTool('pg_dump', url, how)
keep('rooms.sql', readFileSync(dump))
await postgres.stop()
console.log(`${folder} is made.`)

/** Something of what people make, by the doors they make it by. */
async function lived(url: string): Promise<string> {
  const server = await startServer({ DATABASE_URL: url })
  const ana = await register(server.url, 'Ana')
  const bob = await register(server.url, 'Bob')
  const room = await createRoom(ana, [bob])
  const line = await ana.connect()
  const first = await say(line, room.id, 'the first of **this** version')
  const write = (more: object) =>
    ana.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content: 'more', ...more })
  await write({ content: 'in its thread', threadId: first.id })
  await write({ content: `an answer to <@${bob.user.id}>`, replyToId: first.id })
  await write({ content: 'Which?', poll: { choices: ['this', 'that'] } }).catch(() => undefined)
  await line.send('reaction:set', { messageId: first.id, emoji: '👍', on: true })
  await line.send('message:edit', { messageId: first.id, content: 'the first, edited' })
  line.close()
  await server.stop()
  return server.dataDir
}
