import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { readProduct } from '#lib/build/product.ts'
import { serverAt } from '../../qa/faults/server.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { breakSqlite } from '../broken-database.ts'
import { createRoom, register, say } from '../client.ts'
import { noteLoaded } from '../loaded-files.ts'
import { startServer } from '../server.ts'

type Event = { transaction: string; tags: Record<string, string>; extra: Record<string, unknown> } & Record<
  string,
  unknown
>

/** What a Sentry was sent: envelopes, a line of JSON for the whole, and two for each thing in it. */
const sent: { url: string; body: string }[] = []
let answers = 200
const sentry = createServer(async (request, response) => {
  sent.push({ url: request.url ?? '', body: await text(request) })
  response.writeHead(answers, { 'content-type': 'application/json' }).end('{}')
})
await new Promise<void>((resolve) => sentry.listen(0, '127.0.0.1', resolve))
const dsn = `http://abc123@127.0.0.1:${(sentry.address() as AddressInfo).port}/42`
afterAll(() => sentry.close())
const events = (): Event[] => sent.map(({ body }) => JSON.parse(body.split('\n')[2] ?? ''))

/** In everything that is sent, and nowhere else. */
const mark = 'quagmire'

test('Sentry is told of faults: which, where and in which build, and of nobody and nothing they sent', async () => {
  const throwing = join(temporaryFolder('throwing'), 'throwing.mjs')
  writeFileSync(
    throwing,
    `import { isMainThread } from 'node:worker_threads'
    if (isMainThread) process.on('SIGUSR2', () => {
      setTimeout(() => { throw new TypeError('${mark}', { cause: Object.assign(new Error('${mark}'), { code: 'deeper' }) }) })
    })`,
  )
  const { option, loaded } = noteLoaded()
  const server = await startServer({
    SENTRY_DSN: dsn,
    LOG_LEVEL: 'info',
    ROOMS_FAULTS: '1',
    REGISTRATION: 'invite',
    NODE_OPTIONS: `--import ${throwing} ${option}`,
  })
  expect(loaded().filter((url) => url.includes('sentry'))).not.toEqual([])
  const ana = await register(server.url, `${mark} Ana`)
  const room = await createRoom(ana, [], { name: `${mark} room` })
  const line = await ana.connect()
  await say(line, room.id, mark)
  expect(sent, 'nothing is told while nothing fails').toEqual([])

  const breaker = await breakSqlite(server.dataDir)
  await breaker.stopWriting()
  const rename = () => ana.http('PATCH', `/rooms/${room.id}`, { name: `${mark} other` })
  for (let i = 0; i < 20; i += 1) expect((await rename()).status).toBe(500)
  const reply = await line.ask('message:post', { roomId: room.id, clientId: randomUUID(), content: mark })
  await breaker.close()
  server.process.kill('SIGUSR2')
  const told = (transaction: string) => events().filter((event) => event.transaction === transaction)
  for (const words of ['request failed', 'command failed', 'printed by a library'])
    await expect.poll(() => told(words)).toEqual([expect.objectContaining({ transaction: words })])
  await serverAt(join(server.dataDir, 'faults.sock')).loses('database', '1 min')
  await ana.http('GET', `/rooms/${room.id}`)
  expect(await server.stop(), 'what was not told yet is told when it stops').toBe(0)
  expect(told('request failed')).toHaveLength(2)

  const { version, build } = readProduct()
  const [request] = told('request failed')
  expect(request).toMatchObject({
    release: `rooms@${version}`,
    dist: build,
    level: 'error',
    platform: 'node',
    extra: {
      code: 'SQLITE_CONSTRAINT_TRIGGER',
      query: expect.stringMatching(/^update "rooms" set/),
      times: 1,
    },
    exception: { values: [{ type: 'SqliteError', value: 'SQLITE_CONSTRAINT_TRIGGER' }] },
  })
  expect(JSON.stringify(request)).toMatch(/"filename":"lib\/[\w/-]+\.ts","function":"[\w.]+","lineno":\d+/)
  expect(server.log()).toContain(`"requestId":"${request?.tags.request_id}"`)
  const [command] = told('command failed')
  const error = reply.ok ? null : reply.error
  expect(command?.tags).toEqual({ request_id: error?.requestId, event: 'message:post' })
  expect(told('printed by a library')[0]).toMatchObject({
    exception: { values: [{ type: 'Error', value: 'deeper' }, { type: 'TypeError' }] },
  })

  for (const { url } of sent) expect(url).toMatch(/^\/api\/42\/envelope\/\?.*sentry_key=abc123/)
  const all = JSON.stringify(sent)
  const secrets = [mark, ana.user.id, ana.user.email, room.id, ana.accessToken, '127.0.0.1', process.cwd()]
  for (const secret of secrets) expect(all).not.toContain(secret)
})

test('a Sentry that refuses holds up nobody, and is told of in the log once', async () => {
  answers = 500
  const { option, loaded } = noteLoaded()
  const server = await startServer({ SENTRY_DSN: dsn })
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const breaker = await breakSqlite(server.dataDir)
  await breaker.stopWriting()
  for (const path of [`/rooms/${room.id}`, '/me'])
    expect((await ana.http('PATCH', path, { name: 'Other' })).status).toBe(500)
  await breaker.close()
  await expect.poll(server.log).toContain('It answered 500')
  expect(await server.stop()).toBe(0)
  expect(server.log().split('could not be told to Sentry')).toHaveLength(2)

  const other = await startServer({ NODE_OPTIONS: option })
  expect(loaded().filter((url) => url.includes('/.built/'))).not.toEqual([])
  expect(
    loaded().filter((url) => /sentry/i.test(url)),
    'nothing of it without SENTRY_DSN',
  ).toEqual([])
  expect(await other.stop()).toBe(0)
})

test('an address that no Sentry gives is refused by its setting', async () => {
  await expect(startServer({ SENTRY_DSN: 'https://sentry.example.org' })).rejects.toThrow(
    /ended with 1[\s\S]*SENTRY_DSN: must be as Sentry gives it/,
  )
})
