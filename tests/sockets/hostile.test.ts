import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { commands } from '#lib/realtime/contract.ts'
import { connect, createRoom, type Line, register, say } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer({
  LIMIT_MESSAGES_PER_5S: '100000',
  LIMIT_COMMANDS_PER_SECOND: '1000000',
  LIMIT_SIGNALS_PER_SECOND: '1000000',
})
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')
const eve = await register(server.url, 'Eve')
const room = await createRoom(ana, [bob, eve], { type: 'video' })

/** Two people who talk while somebody else misbehaves: whatever happens to that one, they notice nothing. */
async function bystanders() {
  const [a, b] = [await ana.connect(), await bob.connect()]
  for (const line of [a, b]) await line.send('room:watch', { roomId: room.id })
  return {
    undisturbed: async () => {
      const said = await say(a, room.id, `still here ${randomUUID()}`)
      await b.next('message:posted', ({ id }) => id === said.id)
      expect(server.process.exitCode).toBeNull()
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
      expect([a.socket.connected, b.socket.connected]).toEqual([true, true])
      a.close()
      b.close()
    },
  }
}

const askAnything = (line: Line, name: string, ...sent: unknown[]): Promise<unknown> =>
  line.socket.timeout(5_000).emitWithAck(name, ...sent)

describe('malformed', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'room'],
    ['a list', []],
    ['an empty object', {}],
    ['a wrong type', { roomId: 7 }],
    ['an id of another alphabet', { roomId: '../../etc/passwd' }],
    ['a very long id', { roomId: 'x'.repeat(10_000) }],
    ['a prototype', JSON.parse('{"__proto__": {"roomId": "x"}}')],
  ])('%s is answered invalid_input, whatever the command', async (_what, input) => {
    const quiet = await bystanders()
    const line = await eve.connect()
    for (const name of Object.keys(commands)) {
      const reply = await askAnything(line, name, input)
      expect(reply, name).toMatchObject({
        ok: false,
        error: { code: 'invalid_input', message: expect.any(String) },
      })
    }
    expect(line.socket.connected).toBe(true)
    line.close()
    await quiet.undisturbed()
  })

  test('says which part is wrong', async () => {
    const line = await eve.connect()
    const reply = await line.ask('message:post', {
      roomId: room.id,
      clientId: 'no-uuid',
      content: 'x'.repeat(16_001),
    })
    const paths = !reply.ok && reply.error.issues?.map((issue) => issue.path)
    expect(paths).toEqual(expect.arrayContaining(['clientId', 'content']))
    line.close()
  })

  test('text is trimmed, and what is empty after that refused; 16,000 characters are taken', async () => {
    const line = await eve.connect()
    const post = (content: string) =>
      line.ask('message:post', { roomId: room.id, clientId: randomUUID(), content })
    expect(await post(' \n\t ')).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    expect(await post(`  ${'y'.repeat(16_000)}  `)).toMatchObject({ ok: true })
    expect(await post('a\0b')).toMatchObject({ ok: true, data: { message: { content: 'ab' } } })
    line.close()
  })

  test('an unknown event is answered, also one named like a method', async () => {
    const line = await eve.connect()
    for (const name of ['room:nothing', 'constructor', '__proto__', 'toString', 'x'.repeat(5_000)])
      expect(await askAnything(line, name, {})).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    line.close()
  })

  test('without an acknowledgement a command is simply done, or not', async () => {
    const quiet = await bystanders()
    const line = await eve.connect()
    await line.send('room:watch', { roomId: room.id })
    line.socket.emit('message:post', { roomId: room.id, clientId: randomUUID(), content: 'no ack' })
    line.socket.emit('message:post', 7)
    line.socket.emit('nothing')
    line.socket.emit('message:post', {}, 'not a function')
    await line.next('message:posted', ({ content }) => content === 'no ack')
    line.close()
    await quiet.undisturbed()
  })
})

describe('raw frames', () => {
  const raw = async (frame: string | Buffer) => {
    const line = await eve.connect()
    line.socket.io.engine.write(frame as string)
    return line
  }

  test.each([
    '42[7,{}]',
    '42[null]',
    '42{}',
    '42[',
    '4',
    '2',
    '45-1["x",{"_placeholder":true,"num":0}]',
    '49',
    '43[]',
    '421000000000["room:watch"]',
    '42["room:watch",{"_placeholder":true,"num":5}]',
  ])('%s hurts nobody else', async (frame) => {
    const quiet = await bystanders()
    const line = await raw(frame)
    await quiet.undisturbed()
    line.close()
  })

  test('a frame over 128 KiB closes that socket alone', async () => {
    const quiet = await bystanders()
    const line = await eve.connect()
    line.socket.emit('message:post', {
      roomId: room.id,
      clientId: randomUUID(),
      content: 'z'.repeat(200_000),
    })
    expect(await line.closed).toMatch(/transport/)
    await quiet.undisturbed()
  })
})

test('ten thousand random payloads: every one is answered, and others notice nothing', {
  timeout: 120_000,
}, async () => {
  const quiet = await bystanders()
  const lines = await Promise.all(Array.from({ length: 5 }, () => eve.connect()))
  const names = Object.keys(commands)
  const name = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: fc.string() },
  )
  const word = fc.constantFrom(
    'roomId',
    'clientId',
    'content',
    'messageId',
    'emoji',
    'on',
    'seq',
    'typing',
    'media',
    'to',
    'epoch',
    'description',
    'candidate',
    'resumeToken',
    'participantId',
    'action',
    'links',
    'since',
    'replace',
    'hand',
  )
  const value = fc.oneof(
    fc.constantFrom(room.id, eve.user.id, randomUUID(), '👍', 'offer', 'mute'),
    fc.jsonValue({ maxDepth: 3 }),
    fc.boolean(),
    fc.integer(),
    fc.double(),
    fc.string({ unit: 'binary' }),
  )
  const payload = fc.oneof(
    { weight: 3, arbitrary: fc.dictionary(word, value, { maxKeys: 8 }) },
    { weight: 1, arbitrary: fc.jsonValue() },
  )
  const reserved = new Set([
    'connect',
    'connect_error',
    'disconnect',
    'disconnecting',
    'newListener',
    'removeListener',
  ])
  const samples = fc.sample(fc.tuple(name, payload), { numRuns: 10_000, seed: 20_261_122 })

  const codes = new Map<string, number>()
  await Promise.all(
    lines.map(async (line, at) => {
      for (const [event, sent] of samples.filter((_, i) => i % lines.length === at)) {
        if (reserved.has(event)) continue
        const reply = (await askAnything(line, event, sent)) as { ok: boolean; error?: { code: string } }
        const code = reply.ok ? 'ok' : (reply.error?.code ?? 'none')
        codes.set(code, (codes.get(code) ?? 0) + 1)
      }
    }),
  )
  expect(codes.get('internal'), JSON.stringify([...codes])).toBeUndefined()
  expect(codes.get('invalid_input')).toBeGreaterThan(5_000)
  for (const line of lines) line.close()
  await quiet.undisturbed()
  expect(server.log()).not.toMatch(/unhandled|uncaught/i)
})

test('a slow reader is closed alone, and catches up by revision', { timeout: 90_000 }, async () => {
  const quiet = await bystanders()
  const slow = await eve.connect()
  await slow.send('room:watch', { roomId: room.id })
  const { revision } = await slow.send('room:watch', { roomId: room.id })
  // Reads nothing more, as a laptop that fell asleep: what is sent to it piles up on the server.
  const { _socket: pipe } = (
    slow.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } }
  ).ws
  pipe.pause()
  const a = await ana.connect()
  await a.send('room:watch', { roomId: room.id })
  const megabytes = 24
  for (let i = 0; i < megabytes * 2; i++)
    await Promise.all(Array.from({ length: 32 }, () => say(a, room.id, 'w'.repeat(16_000))))
  await a.next('presence:changed', ({ offline }) => offline.includes(eve.user.id))
  await quiet.undisturbed()

  slow.close()
  const back = await eve.connect()
  const caught = await back.send('room:watch', { roomId: room.id, since: revision })
  expect(caught).toMatchObject({ reset: true, revision: revision + megabytes * 64 + 1 })
})

describe('floods', () => {
  test('of messages are told to wait, with a time after which it works', async () => {
    const strict = await startServer()
    const fast = await register(strict.url)
    const place = await createRoom(fast)
    const line = await fast.connect()
    const post = () => line.ask('message:post', { roomId: place.id, clientId: randomUUID(), content: 'x' })
    const replies = await Promise.all(Array.from({ length: 30 }, post))
    const limited = replies.flatMap((reply) => (reply.ok ? [] : [reply.error]))
    expect(replies.filter((reply) => reply.ok)).toHaveLength(20)
    expect(new Set(limited.map((error) => error.code))).toEqual(new Set(['rate_limited']))
    const wait = Math.max(...limited.map((error) => error.retryAfterMs ?? 0))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(5_000)
    await new Promise((resolve) => setTimeout(resolve, wait + 50))
    expect(await post()).toMatchObject({ ok: true })
    await strict.stop()
  })

  test('of commands are refused, and in the end close only that socket', async () => {
    const strict = await startServer()
    const [fast, calm] = [await register(strict.url), await register(strict.url)]
    const place = await createRoom(fast, [calm])
    const line = await fast.connect()
    const other = await calm.connect()
    await other.send('room:watch', { roomId: place.id })
    const replies = await Promise.all(
      Array.from({ length: 600 }, () => line.ask('typing:set', { roomId: place.id, typing: true })),
    )
    const limited = replies.flatMap((reply) => (reply.ok ? [] : [reply.error]))
    expect(limited.length).toBeGreaterThan(200)
    expect(limited[0]).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) })
    for (let i = 0; i < 3_000; i++) line.socket.emit('typing:set', { roomId: place.id, typing: true })
    expect(await line.closed).toBe('io server disconnect')
    await expect(say(other, place.id)).resolves.toMatchObject({ seq: 1 })
    await strict.stop()
  })
})

test('connections that never say who they are do not stay', async () => {
  const socket = await connect(server.url, 'nonsense').catch((error: unknown) => error)
  expect(socket).toBeInstanceOf(Error)
})
