import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRoom, register } from '../client.ts'
import { startServer } from '../server.ts'
import { expectProblem } from './problem.ts'
import { dial, headOf, heard } from './raw.ts'

const server = await startServer()
afterAll(server.stop)

const size = 200 * 1_048_576
const atOnce = 6
const part = Buffer.alloc(65_536, 'a')
const chunk = Buffer.concat([Buffer.from(`${part.byteLength.toString(16)}\r\n`), part, Buffer.from('\r\n')])

/** Sends 200 MB for as long as somebody takes them, and gives the answer and how much was taken. */
async function flood(path: string, isDeclared: boolean, headers: Record<string, string> = {}) {
  const { socket, host } = dial(server)
  const length: Record<string, string | number> = isDeclared
    ? { 'Content-Length': size }
    : { 'Transfer-Encoding': 'chunked' }
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
  socket.write(headOf(`POST ${path}`, host, { ...type, ...length, ...headers }))
  const answered = heard(socket)
  let sent = 0
  const send = () => {
    while (sent < size && !socket.destroyed) {
      sent += part.byteLength
      if (!socket.write(isDeclared ? part : chunk)) return
    }
  }
  socket.on('drain', send)
  send()
  return { ...(await answered), sent }
}

const memoryMb = () => {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024
}

// Next goes on loading pages for a while after it is ready; what they take is not the bodies'.
beforeAll(async () => {
  const seen: number[] = []
  const isSettled = () => seen.length > 4 && Math.max(...seen.slice(-5)) - Math.min(...seen.slice(-5)) < 2
  for (; !isSettled() && seen.length < 75; await pause(400)) seen.push(memoryMb())
})

describe.each([
  ['of a said length', true],
  ['of no said length', false],
])('a body of 200 MB %s', (_what, isDeclared) => {
  test.each([
    ['/api/auth/callback/credentials'],
    ['/api/auth/_log'],
    ['/api/auth/signout'],
    ['/api/auth/session'],
    ['/api/auth/csrf'],
    ['/api/v1/auth/login'],
    ['/api/v1/rooms'],
    ['/api/v1/rooms/none/join'],
    ['/api/v1/rooms/none/messages'],
    ['/sign-in'],
    ['/register', { 'Next-Action': '7f'.padEnd(42, '0') }],
    ['/icon-192.png'],
  ])('is refused at %s, and takes no memory', async (path, headers?: Record<string, string>) => {
    const before = memoryMb()
    const answers = await Promise.all(Array.from({ length: atOnce }, () => flood(path, isDeclared, headers)))
    for (const answer of answers) {
      if (path.startsWith('/api/')) expectProblem(answer, 'payload_too_large', 413)
      else if (path === '/icon-192.png') expect(answer.status).toBe(405)
      else expect(answer.status).toBe(413)
      expect(answer.headers.get('connection')).toBe('close')
      expect(answer.sent).toBeLessThan(size / 4)
    }
    expect(memoryMb() - before).toBeLessThan(150)
  })
})

test('a small body is 64 KiB, a message as long as it may be', async () => {
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const padded = (bytes: number) => JSON.stringify({ name: 'Garden' }).padEnd(bytes)
  expect((await ana.http('POST', '/rooms', padded(65_536))).status).toBe(201)
  expectProblem(await ana.http('POST', '/rooms', padded(65_537)), 'payload_too_large', 413)
  const message = (bytes: number) =>
    JSON.stringify({ clientId: crypto.randomUUID(), content: 'Hello' }).padEnd(bytes)
  const path = `/rooms/${room.id}/messages`
  const most = 16_000 * 6 + 4_096
  const posted = await ana.http('POST', path, message(most))
  expect(posted.status).toBe(201)
  expectProblem(await ana.http('POST', path, message(most + 1)), 'payload_too_large', 413)
  const { id } = posted.body as { id: string }
  expect((await ana.http('PATCH', `${path}/${id}`, message(most))).status).toBe(200)
})
