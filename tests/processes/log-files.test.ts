import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { breakSqlite } from '../broken-database.ts'
import { connect, createRoom, register } from '../client.ts'
import { startServer } from '../server.ts'

type Line = { level: number; msg: string; requestId?: string; [more: string]: unknown }

const linesIn = (text: string): Line[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** In what is printed, and nowhere else. */
const mark = 'quagmire'

test('on stdout stand lines of JSON alone, whoever prints', async () => {
  const printing = join(temporaryFolder('printing'), 'printing.mjs')
  writeFileSync(
    printing,
    `import { isMainThread, Worker } from 'node:worker_threads'
    if (!isMainThread) console.log('${mark} of a thread')
    else process.on('SIGUSR2', () => {
      for (const method of ['log', 'info', 'debug', 'warn', 'error', 'table', 'trace', 'dir']) console[method]('${mark}')
      process.stdout.write('${mark}\\n')
      process.stderr.write('${mark}\\n')
      process.emitWarning('${mark}', { code: 'own', detail: '${mark}' })
      process.emitWarning('${mark}', 'DeprecationWarning', 'DEP0170')
      new Worker('console.log("${mark}"); console.error("${mark}"); process.emitWarning("${mark}")', { eval: true })
      console.warn(new Error('${mark}', { cause: { detail: '${mark}' } }))
      setTimeout(() => { throw Object.assign(new Error('${mark}'), { code: 'thrown', detail: '${mark}' }) })
      void Promise.reject(Object.assign(new Error('${mark}'), { code: 'rejected', params: ['${mark}'] }))
    })`,
  )
  const server = await startServer({ LOG_LEVEL: 'debug', NODE_OPTIONS: `--import ${printing}` })
  const { port } = new URL(server.url)
  server.process.kill('SIGUSR2')
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const line = await ana.connect()
  await expect(connect(server.url, 'no token')).rejects.toThrow()
  const breaker = await breakSqlite(server.dataDir)
  await breaker.stopWriting()
  expect((await ana.http('PATCH', `/rooms/${room.id}`, { name: mark })).status).toBe(500)
  await line.ask('message:post', { roomId: room.id, clientId: randomUUID(), content: mark })
  await breaker.close()
  for (const path of [
    '/sign-in',
    '/nowhere',
    '/rooms/%ff',
    `/api/auth/csrf?${mark}`,
    '/_next/static/none.js',
  ])
    await fetch(`${server.url}${path}`).then((answer) => answer.text())
  const unreadable = createConnection(Number(port), '127.0.0.1')
  unreadable.end('no HTTP\r\n\r\n')
  await once(unreadable.resume(), 'close')
  for (const code of ['"code":"own"', '"code":"DEP0170"', '"code":"rejected"', '"code":"thrown"'])
    await expect.poll(server.stdout).toContain(code)
  expect((await fetch(`${server.url}/readyz`)).status, 'nothing of it ends the server').toBe(200)
  line.close()
  expect(await server.stop()).toBe(0)

  const lines = linesIn(server.stdout())
  const told = new Set(lines.map(({ msg }) => msg))
  for (const words of [
    'request failed',
    'command failed',
    'printed by a library',
    'socket refused',
    'stopped',
  ])
    expect(told, words).toContain(words)
  expect(server.log(), 'and nothing stands beside them').toBe(server.stdout())
  expect(server.log()).not.toContain(mark)
})

test('requests and sockets have files of their own in a folder, faults stand in the general log too', async () => {
  const folder = join(temporaryFolder('logs'), 'made')
  const server = await startServer({ LOG_LEVEL: 'info', LOG_DIR: folder })
  const read = (name: string) => linesIn(readFileSync(join(folder, name), 'utf8'))
  const has = (name: string, line: object) =>
    expect.poll(() => read(name)).toContainEqual(expect.objectContaining(line))
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const socket = await ana.connect()
  await fetch(`${server.url}/sign-in`).then((answer) => answer.text())
  await has('http.log', { msg: 'request', route: '/auth/register', status: 201 })
  await has('http.log', { msg: 'page', route: '/sign-in' })
  await has('sockets.log', { msg: 'socket connected', userId: ana.user.id, address: '127.0.0.1' })
  await has('rooms.log', { msg: 'signed in', userId: ana.user.id })

  const breaker = await breakSqlite(server.dataDir)
  await breaker.stopWriting()
  const failed = await fetch(`${server.url}/api/v1/rooms/${room.id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${ana.accessToken}`, 'content-type': 'application/json' },
    body: '{"name":"Other"}',
  })
  const requestId = failed.headers.get('x-request-id')
  const post = { roomId: room.id, clientId: randomUUID(), content: 'Hello' }
  const reply = await socket.ask('message:post', post)
  await breaker.close()
  if (reply.ok) throw new Error('It was not broken')
  expect(reply.error, 'a caller is told the number that the log has').toMatchObject({ code: 'internal' })
  expect(reply.error.requestId).toMatch(/\.\d+$/)
  for (const [name, id, msg] of [
    ['http.log', requestId, 'request failed'],
    ['sockets.log', reply.error.requestId, 'command failed'],
  ] as const)
    for (const file of [name, 'rooms.log']) await has(file, { msg, requestId: id, level: 50 })
  const refused = await connect(server.url, 'no token').catch((error) => error.data)
  await has('sockets.log', { msg: 'socket refused', requestId: refused.requestId, code: 'unauthenticated' })

  server.process.kill('SIGUSR2')
  await has('rooms.log', { tells: 'debug' })
  await socket.ask('room:unwatch', { roomId: 'none' })
  await has('sockets.log', { level: 20, event: 'room:unwatch' })

  renameSync(join(folder, 'http.log'), join(folder, 'moved'))
  await expect.poll(() => existsSync(join(folder, 'http.log'))).toBe(true)
  await ana.http('GET', '/rooms')
  await has('http.log', { msg: 'request', route: '/rooms', status: 200 })

  socket.close()
  await has('sockets.log', { msg: 'socket closed', reason: 'client namespace disconnect' })
  expect(await server.stop()).toBe(0)
  expect(read('rooms.log').at(-1)?.msg, 'the last word is written, too').toBe('stopped')
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(server.stdout()).toBe(readFileSync(join(folder, 'rooms.log'), 'utf8'))
  expect(read('rooms.log').filter(({ msg }) => /^(request|page|socket \w+|command)$/.test(msg))).toEqual([])
})

test('a folder for logs that cannot be is told by the setting that names it', async () => {
  await expect(startServer({ LOG_DIR: '/dev/null/logs' })).rejects.toThrow(
    /ended with 1[\s\S]*LOG_DIR: no log can be written there[\s\S]*ENOTDIR/,
  )
})
