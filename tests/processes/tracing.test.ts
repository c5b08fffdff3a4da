import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { createRoom, register, say } from '../client.ts'
import { startServer } from '../server.ts'

type Told = { name: string; traceId: string; spanId: string; parentSpanId?: string; attributes: unknown[] }
type Sent = { resourceSpans: { scopeSpans: { spans: Told[] }[] }[] }

/** A collector: what it was told, as OTLP over HTTP has it in JSON. */
const spans: Told[] = []
const collector = createServer(async (request: IncomingMessage, response) => {
  const { resourceSpans } = (await json(request)) as Sent
  for (const { scopeSpans } of resourceSpans) for (const { spans: more } of scopeSpans) spans.push(...more)
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
})
await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
afterAll(() => collector.close())

test('requests, commands, jobs and their writes are told as traces, and of whom or what is not', async () => {
  const server = await startServer({
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_BSP_SCHEDULE_DELAY: '200',
  })
  const ana = await register(server.url, 'Ana')
  const room = await createRoom(ana, [], { name: 'Secret garden' })
  const line = await ana.connect()
  await say(line, room.id, 'Something nobody else reads')
  await line.ask('room:watch', { roomId: 'none' })
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`
  await ana.http('GET', `/rooms/${room.id}`, undefined, { traceparent })
  line.close()
  await ana.http('DELETE', `/rooms/${room.id}`)
  await expect.poll(() => spans.some(({ name }) => name.startsWith('job '))).toBe(true)
  // What was not told yet is told when it stops.
  expect(await server.stop()).toBe(0)

  const named = (name: string) => spans.find((span) => span.name === name)
  expect(named('GET /rooms/{roomId}')).toMatchObject({ traceId, parentSpanId: '00f067aa0ba902b7' })
  const posted = named('message:post')
  const within = spans.filter(({ parentSpanId }) => parentSpanId === posted?.spanId)
  expect(within.map(({ name }) => name)).toEqual(['write'])
  expect(JSON.stringify(named('room:watch'))).toContain('not_found')
  const all = JSON.stringify(spans)
  for (const secret of [ana.user.id, ana.user.email, room.id, 'Secret garden', 'nobody else reads'])
    expect(all).not.toContain(secret)
})

test('a collector that is away holds nobody up', async () => {
  const server = await startServer({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' })
  const ana = await register(server.url, 'Ana')
  expect(await ana.http('GET', '/rooms')).toMatchObject({ status: 200 })
  expect(await server.stop()).toBe(0)
  expect(server.log()).not.toContain('"level":')
})
