import { Buffer } from 'node:buffer'
import { afterAll, expect, test } from 'vitest'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { connect, createRoom, register, say } from '../client.ts'
import { startServer } from '../server.ts'

// PostgreSQL minds what SQLite compares with anything.
const postgres = await startPostgres()
const settings = {
  DATABASE_URL: await createDatabase(postgres.url),
  LIMIT_REQUESTS_PER_10S: '100000',
  LIMIT_SEARCHES_PER_10S: '100000',
}
const server = await startServer(settings)
afterAll(async () => {
  await server.stop()
  await postgres.stop()
})

type Operation = { parameters: { name: string; in: string }[] }
type Described = { paths: Record<string, Record<string, Operation>> }

const absurd = [-1, 0.5, 1.5, 2 ** 31, 2 ** 53, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 1e300]
const pairs = absurd.flatMap((number) => [[number, 'x'], [number], ['x', number], [number, number]])
const cursors = [...pairs, ['x', 'y'], ['\0', 'x'], ['\ud800', 'x'], [[], {}], null].map((position) =>
  Buffer.from(JSON.stringify(position)).toString('base64url'),
)
const numbers = absurd.map(String)
const asked: Record<string, string[]> = {
  cursor: [...cursors, 'x', '', '%00'],
  before: [...numbers, '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
  after: [...numbers, '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
  around: numbers,
  since: numbers,
  limit: numbers,
  query: ['\0', '\ud800', '%', "'", 'x'.repeat(70)],
  actor: ['x', '\0'],
  roomIds: ['x,y', ',,', '\0'],
}

test('no place in a list that anybody can think of is a fault of the server', async () => {
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const { id: messageId } = await say(await ana.connect(), room.id)
  const ids: Record<string, string> = { roomId: room.id, messageId, userId: ana.user.id }
  const { paths } = await ana.get<Described>('/openapi.json')
  const faults: string[] = []
  for (const [path, { get }] of Object.entries(paths))
    for (const { name } of get?.parameters.filter((one) => one.in === 'query') ?? [])
      for (const value of asked[name] ?? []) {
        const at = path.replaceAll(/\{(\w+)\}/g, (_, part: string) => ids[part] ?? 'x')
        const question = new URLSearchParams({ [name]: value })
        if (path === '/search') question.append('q', 'hello')
        const { status } = await ana.http('GET', `${at}?${question}`)
        if (status >= 500) faults.push(`${path} ${name}=${value}: ${status}`)
      }
  expect(faults).toEqual([])
})

test('nor is one that is asked for over a socket', async () => {
  const ana = await register(server.url)
  const { id: roomId } = await createRoom(ana)
  const line = await connect(server.url, ana.accessToken)
  await say(line, roomId)
  const codes = new Set<string>()
  for (const number of absurd) {
    for (const reply of [
      await line.ask('room:watch', { roomId, since: number }),
      await line.ask('read:mark', { roomId, seq: number }),
    ])
      if (!reply.ok) codes.add(reply.error.code)
  }
  expect([...codes]).toEqual(['invalid_input'])
})
