import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Message } from '#lib/messages/schema.ts'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { createRoom, type Program, program, register } from '../client.ts'
import { startServer } from '../server.ts'

const postgres = await startPostgres()
afterAll(postgres.stop)

const databases: [name: string, url: () => Promise<string>][] = [
  ['SQLite', async () => ''],
  ['PostgreSQL', () => createDatabase(postgres.url)],
]
const found = async (who: Program, q: string) =>
  (await who.get<{ items: Message[] }>(`/search?q=${encodeURIComponent(q)}`)).items.map(
    ({ content }) => content,
  )
const soon = { timeout: 40_000 }

test.each(databases)(
  'on %s the index catches up after kill -9, and is made again when it is lost',
  async (_, database) => {
    const settings = {
      DATABASE_URL: await database(),
      LIMIT_MESSAGES_PER_5S: '100000',
      LIMIT_SEARCHES_PER_10S: '100000',
    }
    let server = await startServer(settings)
    const ana = await register(server.url, 'Ana')
    const room = await createRoom(ana)
    const post = (content: string) =>
      ana.post<Message>(`/rooms/${room.id}/messages`, { clientId: randomUUID(), content })
    const old = await post('before needle')
    await expect.poll(() => found(ana, 'needle'), soon).toEqual(['before needle'])

    // The power goes right after these were acknowledged: the index knows at most some of them.
    for (let i = 0; i < 250; i++) await post(`straw ${i}`)
    await post('after needle')
    await ana.http('PATCH', `/rooms/${room.id}/messages/${old.id}`, { content: 'no more' })
    await server.kill()
    server = await startServer({ ...settings, DATA_DIR: server.dataDir })
    const again = program(server.url, ana)
    await expect.poll(() => found(again, 'needle'), soon).toEqual(['after needle'])
    await expect.poll(() => found(again, 'straw 249'), soon).toEqual(['straw 249'])
    await server.stop()

    for (const end of ['', '-wal', '-shm'])
      rmSync(join(server.dataDir, `rooms.search.db${end}`), { force: true })
    server = await startServer({ ...settings, DATA_DIR: server.dataDir })
    await expect.poll(() => found(program(server.url, ana), 'straw 249'), soon).toEqual(['straw 249'])
    await server.stop()
  },
)
