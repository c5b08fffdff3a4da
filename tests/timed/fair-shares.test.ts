import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { CommandInput, CommandName } from '#lib/realtime/contract.ts'
import { createRoom, type Line, register, say } from '../client.ts'
import { startServer } from '../server.ts'
import { together } from '../sockets/together.ts'

const server = await startServer({ LIMIT_MESSAGES_PER_5S: '100000', LIMIT_COMMANDS_PER_SECOND: '1000' })
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')
const eve = await register(server.url, 'Eve')
const media = { microphone: true, camera: false, screen: false }

const rssMiB = () =>
  Number(spawnSync('ps', ['-o', 'rss=', '-p', String(server.process.pid)], { encoding: 'utf8' }).stdout) /
  1024

/** A socket that asks as fast as it may, and looks at no answer: the test would be busy with those. */
async function crude(accessToken: string) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  let answers = 0
  let asked = 0
  const closed = new Promise((resolve) => socket.addEventListener('close', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('error', reject)
    socket.addEventListener('message', ({ data }: { data: string }) => {
      if (data.startsWith('0')) socket.send(`40${JSON.stringify({ token: accessToken })}`)
      else if (data.startsWith('40')) resolve()
      else if (data === '2') socket.send('3')
      else if (data.startsWith('43')) answers += 1
    })
  })
  const answered = async () => {
    while (answers < asked) await pause(10)
  }
  return {
    ask: <C extends CommandName>(name: C, input: CommandInput<C>) =>
      socket.send(`42${asked++}${JSON.stringify([name, input])}`),
    /** Resolves when everything is answered, or the socket is closed. */
    done: () => Promise.race([answered(), closed]),
    close: () => socket.close(),
  }
}

/**
 * How long others wait for their messages to be stored while `attack` goes
 * on, and how much the server's memory grows.
 */
async function meanwhile(attack: () => Promise<unknown>) {
  const { room, a, b } = await together(ana, bob)
  await say(a, room.id)
  const before = rssMiB()
  let [over, most] = [false, 0]
  const waits: number[] = []
  const startedAt = performance.now()
  let tookMs = 0
  const attacked = attack().finally(() => {
    over = true
    tookMs = performance.now() - startedAt
  })
  while (!over || waits.length < 300) {
    const began = performance.now()
    await say(a, room.id, randomUUID())
    waits.push(performance.now() - began)
    if (waits.length % 20 === 0) most = Math.max(most, rssMiB())
    await pause(5)
  }
  await attacked
  for (const line of [a, b]) line.close()
  waits.sort((one, other) => one - other)
  return {
    p99: waits[Math.floor(waits.length * 0.99)] ?? 0,
    /** The longest wait, as a part of the time all of the attack took. */
    held: (waits.at(-1) ?? 0) / tookMs,
    grownMiB: Math.max(most, rssMiB()) - before,
  }
}

/** A room in which an answer to who comes back is nearly as large as one may be. */
async function fullRoom() {
  const room = await createRoom(eve, [], { visibility: 'public', name: randomUUID() })
  const line = await eve.connect()
  for (let at = 0; at < 499; at++) await say(line, room.id, 'w'.repeat(560))
  line.close()
  return room.id
}

/** Nothing more is read from it, as from a laptop that fell asleep. */
function deafen(line: Line) {
  const { ws } = line.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } }
  ws._socket.pause()
}

describe('catching up, again and again, over eight sockets', () => {
  test('holds nobody up', { timeout: 120_000 }, async () => {
    const roomId = await fullRoom()
    const lines = await Promise.all(Array.from({ length: 8 }, () => crude(eve.accessToken)))
    const { p99, grownMiB } = await meanwhile(async () => {
      for (const line of lines) for (let at = 0; at < 300; at++) line.ask('room:watch', { roomId, since: 0 })
      await Promise.all(lines.map((line) => line.done()))
    })
    for (const line of lines) line.close()
    expect(p99).toBeLessThan(250)
    expect(grownMiB).toBeLessThan(400)
  })

  test('without reading any answer closes those sockets, with little held for them', {
    timeout: 120_000,
  }, async () => {
    const roomId = await fullRoom()
    const dan = await register(server.url, 'Dan')
    for (const person of [ana, dan]) await person.post(`/rooms/${roomId}/join`)
    const a = await ana.connect()
    await a.send('room:watch', { roomId })
    const deaf = await Promise.all(Array.from({ length: 8 }, () => dan.connect()))
    // Who came and went between two looks was never there: Ana has to have seen him come.
    await a.next('presence:changed', ({ online }) => online.includes(dan.user.id))
    const { p99, grownMiB } = await meanwhile(async () => {
      for (const line of deaf) {
        deafen(line)
        for (let at = 0; at < 300; at++) line.socket.emit('room:watch', { roomId, since: 0 }, () => undefined)
      }
      await new Promise<void>((resolve) => {
        a.socket.on('presence:changed', ({ offline }) => offline.includes(dan.user.id) && resolve())
      })
    })
    a.close()
    for (const line of deaf) line.close()
    expect(p99).toBeLessThan(250)
    expect(grownMiB).toBeLessThan(100)
  })
})

describe('as many commands at once as one person may send', () => {
  const video = createRoom(eve, [], { type: 'video' })

  test.each<[CommandName, (roomId: string, at: number) => object]>([
    ['room:watch', (roomId) => ({ roomId })],
    ['typing:set', (roomId, at) => ({ roomId, typing: at % 2 === 0 })],
    ['read:mark', (roomId, at) => ({ roomId, seq: at % 2 })],
    ['call:update', (roomId, at) => ({ roomId, hand: at % 2 === 0, media })],
  ])('%s hold nobody up', { timeout: 120_000 }, async (name, input) => {
    const { id: roomId } = await video
    const count = name === 'call:update' ? 8 : 20
    const lines = await Promise.all(Array.from({ length: count }, () => crude(eve.accessToken)))
    for (const line of lines) if (name === 'call:update') line.ask('call:join', { roomId, media })
    await Promise.all(lines.map((line) => line.done()))
    const burst = async () => {
      for (const line of lines)
        for (let at = 0; at < 290; at++) line.ask(name, input(roomId, at) as CommandInput<typeof name>)
      await Promise.all(lines.map((line) => line.done()))
    }
    // What else the machine is busy with may be gone the next time; what a burst costs it costs each time.
    let { held } = await meanwhile(burst)
    for (let time = 1; time < 3 && held >= 0.4; time++) held = (await meanwhile(burst)).held
    for (const line of lines) line.close()
    expect(held).toBeLessThan(0.4)
  })
})
