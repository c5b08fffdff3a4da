import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { commands } from '#lib/realtime/contract.ts'
import { connect, createRoom, type Line, register } from '../client.ts'
import { startServer } from '../server.ts'
import { bystanders } from './together.ts'

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
    const quiet = await bystanders(server, ana, bob)
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
    const quiet = await bystanders(server, ana, bob)
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
    const quiet = await bystanders(server, ana, bob)
    const line = await raw(frame)
    await quiet.undisturbed()
    line.close()
  })

  test('a frame over 128 KiB closes that socket alone', async () => {
    const quiet = await bystanders(server, ana, bob)
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
  const quiet = await bystanders(server, ana, bob)
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
    'recording',
    'locked',
    'knock',
    'userId',
    'admit',
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

test('connections that never say who they are do not stay', async () => {
  const socket = await connect(server.url, 'nonsense').catch((error: unknown) => error)
  expect(socket).toBeInstanceOf(Error)
})
