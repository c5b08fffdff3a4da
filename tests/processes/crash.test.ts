import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { Message, MessagePage } from '#lib/messages/schema.ts'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { createRoom, http, register } from '../client.ts'
import { startServer } from '../server.ts'

const postgres = await startPostgres()
afterAll(postgres.stop)

const databases: [name: string, url: () => Promise<string>][] = [
  ['SQLite', async () => ''],
  ['PostgreSQL', () => createDatabase(postgres.url)],
]

test.each(databases)('on %s every acknowledged message survives kill -9, once', async (_name, database) => {
  const settings = {
    DATABASE_URL: await database(),
    LIMIT_MESSAGES_PER_5S: '100000',
    LIMIT_COMMANDS_PER_SECOND: '100000',
  }
  let server = await startServer(settings)
  const ana = await register(server.url, 'Ana')
  const room = await createRoom(ana)
  const acknowledged = new Set<string>()
  const sent: string[] = []

  for (let round = 1; round <= 3; round++) {
    const line = await ana.connect(server.url)
    const burst = async () => {
      const clientIds = Array.from({ length: 10 }, () => randomUUID())
      sent.push(...clientIds)
      await Promise.allSettled(
        clientIds.map(async (clientId) => {
          await line.send('message:post', { roomId: room.id, clientId, content: clientId })
          acknowledged.add(clientId)
        }),
      )
    }
    for (let i = 0; i < 8; i++) await burst()
    // The power goes right after an acknowledgement, with more on the way:
    // stored, or not, or stored without an answer.
    const underway = burst()
    await server.kill()
    await underway
    server = await startServer({ ...settings, DATA_DIR: server.dataDir })
  }

  expect(acknowledged.size).toBeGreaterThanOrEqual(240)
  const read = http(server.url, ana.accessToken)
  const all = async () => {
    const messages: Message[] = []
    for (let after = 0; ; after = messages.at(-1)?.seq ?? 0) {
      const { body } = await read('GET', `/rooms/${room.id}/messages?after=${after}&limit=100`)
      const page = body as MessagePage
      messages.push(...page.items)
      if (!page.hasAfter) return messages
    }
  }
  const stored = await all()
  const contents = stored.map((message) => message.content)
  expect(new Set(contents).size, 'nothing twice').toBe(contents.length)
  expect(
    [...acknowledged].filter((clientId) => !contents.includes(clientId)),
    'nothing lost',
  ).toEqual([])
  expect(stored.map((message) => message.seq)).toEqual(contents.map((_, i) => i + 1))

  // An outbox sends everything again, not knowing what was stored.
  const line = await ana.connect(server.url)
  for (const clientId of sent)
    await line.send('message:post', { roomId: room.id, clientId, content: clientId })
  const after = (await all()).map((message) => message.content)
  expect(after.slice(0, contents.length)).toEqual(contents)
  expect([...after].sort()).toEqual([...sent].sort())
  await server.stop()
})
