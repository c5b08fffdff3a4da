/*
 * What does Next cost around an endpoint? The same endpoints, in one process, once behind
 * Next's route handlers and once straight from the HTTP server; a second process asks, in
 * turns, so that both meet the same machine.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import next from 'next'
import { readProduct } from '#lib/build/product.ts'
import { readEnv, setUpNext } from '#lib/env.ts'
import { api } from '#lib/http/api.ts'
import { bareDoor } from '#lib/http/fast-path.ts'
import { settle } from '#lib/http/intake.ts'
import { openLogs } from '#lib/logs/open.ts'
import { registerProgram } from '#lib/rooms/registration.ts'
import { startServices } from '#lib/start.ts'
import { type Asked, openClient, words } from './load/ask.ts'
import { median } from './show/figures.ts'

const rounds = 3
const messages = 200
const rooms = 50
const clients = 16

type Order = Asked & { port: number; requests: number }

if (process.argv[2] === 'ask') {
  process.on('message', (order: Order) => void perSecond(order).then((figure) => process.send?.(figure)))
} else await measure()

async function measure() {
  const dataDir = mkdtempSync(join(tmpdir(), 'rooms-bench-'))
  setUpNext(false)
  const env = readEnv({
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    LIMIT_MESSAGES_PER_5S: '1000000000',
    LIMIT_REQUESTS_PER_10S: '1000000000',
    LIMIT_REQUESTS_PER_10S_PER_ADDRESS: '1000000000',
  })
  const product = readProduct()
  const services = await startServices(createServer(), env, product, await openLogs(env, product))
  services.world.background.follow()
  const app = next({ dev: false, hostname: 'localhost', httpServer: createServer() })
  await app.prepare()
  const handle = app.getRequestHandler()
  const bare = bareDoor(api, services)
  const serve = async (listener: RequestListener) => {
    const server = createServer((request, response) => {
      settle(request, env)
      listener(request, response)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const doors = {
    next: await serve((request, response) => void handle(request, response)),
    bare: await serve((request, response) => void bare(request, response)),
  }

  const { accessToken } = await registerProgram(
    services.world,
    { email: 'bench@example.org', name: 'Bench', password: 'a long enough password' },
    { userAgent: 'bench', address: '127.0.0.1' },
  )
  const generator = fork(import.meta.filename, ['ask'])
  const put = (order: Omit<Order, 'token'>) =>
    new Promise<number>((resolve) => {
      generator.once('message', resolve)
      generator.send({ ...order, token: accessToken })
    })
  const base = `http://127.0.0.1:${doors.next}/api/v1`
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' }
  let roomId = ''
  for (let n = 0; n < rooms; n++) {
    const made = await fetch(`${base}/rooms`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name: `Room ${n}` }),
    })
    roomId = ((await made.json()) as { id: string }).id
  }
  await put({
    port: doors.bare,
    path: `/api/v1/rooms/${roomId}/messages`,
    content: words,
    requests: messages,
  })

  const workloads = {
    'history, newest 50': { path: `/api/v1/rooms/${roomId}/messages`, requests: 3_000 },
    'list of 50 rooms': { path: '/api/v1/rooms', requests: 1_500 },
    'post a message': { path: `/api/v1/rooms/${roomId}/messages`, content: words, requests: 3_000 },
  }
  for (const [name, workload] of Object.entries(workloads)) {
    const seen: Record<keyof typeof doors, number[]> = { next: [], bare: [] }
    for (let round = 0; round < rounds; round++)
      for (const door of ['next', 'bare'] as const)
        seen[door].push(await put({ ...workload, port: doors[door] }))
    const [byNext, byBare] = [median(seen.next), median(seen.bare)]
    console.log(
      `${name}: Next ${byNext.toFixed(0)}/s, before Next ${byBare.toFixed(0)}/s, ratio ${(byBare / byNext).toFixed(1)}`,
    )
  }
  generator.kill()
  rmSync(dataDir, { recursive: true })
  process.exit(0)
}

/** Requests a second, over kept connections that each ask one at a time. */
async function perSecond({ port, requests, ...asked }: Order): Promise<number> {
  const client = openClient(port)
  let left = requests
  const startedAt = performance.now()
  const hand = async () => {
    while (left-- > 0) await client.ask(asked)
  }
  await Promise.all(Array.from({ length: clients }, hand))
  client.close()
  return requests / ((performance.now() - startedAt) / 1000)
}
