import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { moveDatabase } from '#lib/db/move/move.ts'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { createRoom, http, register, say } from '../client.ts'
import { startServer } from '../server.ts'

const postgres = await startPostgres()
afterAll(postgres.stop)

test('everything goes to PostgreSQL and back, also when it was interrupted, and the old file stays', async () => {
  const server = await startServer({ LIMIT_MESSAGES_PER_5S: '100000', LIMIT_COMMANDS_PER_SECOND: '100000' })
  const { dataDir } = server
  const move = (from: string, to: string) =>
    spawnSync(process.execPath, ['scripts/command.ts', 'move-database', to], {
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: from },
    })
  const started = (url: string) => startServer({ DATA_DIR: dataDir, DATABASE_URL: url })

  const ana = await register(server.url, 'Ana — “ß” 👩‍🚀')
  const room = await createRoom(ana)
  const other = await createRoom(ana)
  const line = await ana.connect()
  const first = await say(line, room.id, 'the first')
  for (let hundred = 0; hundred < 12; hundred++)
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => say(line, room.id, `${hundred} ${n} " \\ 𝒳\n**bold**`)),
    )
  await say(line, other.id, 'elsewhere')
  await ana.post(`/rooms/${room.id}/messages`, {
    clientId: crypto.randomUUID(),
    content: 'in a thread',
    threadId: first.id,
  })
  const url = await createDatabase(postgres.url)
  expect(move('', url).stderr, 'while it runs').toContain('Stop Rooms')
  const told = async (at: string) => {
    const ask = http(at, ana.accessToken)
    const paths = [`/rooms/${room.id}/messages`, `/rooms/${room.id}`, `/rooms/${other.id}/messages`, '/me']
    return Promise.all(paths.map(async (path) => (await ask('GET', path)).body))
  }
  const before = await told(server.url)
  await server.stop()

  const [from, to] = [
    { url: '', dataDir, synchronous: 'FULL' },
    { url, dataDir, synchronous: 'FULL' },
  ] as const
  const interrupted = moveDatabase(from, to, (_, table, done) => {
    if (table === 'messages' && done >= 1_000) throw new Error('as if it had been killed')
  })
  await expect(interrupted).rejects.toThrow('as if')
  await expect(started(url)).rejects.toThrow(/not moved to its end/)

  const moved = move('', url)
  expect(moved).toMatchObject({ status: 0, stdout: expect.stringMatching(/are moved and compared/) })
  expect(moved.stdout).toContain('copying messages 1,000 of')
  expect(move('', url).stderr, 'never over another one').toContain('not empty')

  const second = await started(url)
  expect(await told(second.url)).toEqual(before)
  const again = await http(second.url, ana.accessToken)('POST', `/rooms/${room.id}/messages`, {
    clientId: crypto.randomUUID(),
    content: 'said on PostgreSQL',
  })
  expect(again.status).toBe(201)
  const later = await told(second.url)
  await second.stop()

  expect(move(url, 'file:back.db')).toMatchObject({ status: 0 })
  const third = await started('file:back.db')
  expect(await told(third.url)).toEqual(later)
  await third.stop()

  const old = new Database(join(dataDir, 'rooms.db'), { readonly: true })
  expect(old.prepare("select count(*) from messages where kind = 'text'").pluck().get()).toBe(1_203)
  old.close()
})
