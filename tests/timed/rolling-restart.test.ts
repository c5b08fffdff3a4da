import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { afterAll, expect, test } from 'vitest'
import type { Message } from '#lib/messages/schema.ts'
import { makeCertificate } from '../../scripts/tools/certificate.ts'
import { startNginx } from '../../scripts/tools/nginx.ts'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { freePort, temporaryFolder } from '../../scripts/tools/program.ts'
import { startRedis } from '../../scripts/tools/redis.ts'
import { createRoom, type Program, register } from '../client.ts'
import { startServer } from '../server.ts'

const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
const settings = {
  DATABASE_URL: await createDatabase(postgres.url),
  REDIS_URL: redis.url,
  DATA_DIR: temporaryFolder('rolling'),
  AUTH_SECRET: randomUUID() + randomUUID(),
  TRUST_PROXY: '1',
  DRAIN_MS: '1500',
}
const ports = [await freePort(), await freePort()]
const servers = await Promise.all(ports.map((port) => startServer({ ...settings, PORT: String(port) })))
const proxy = await startNginx(
  servers.map(({ url }) => url),
  makeCertificate(),
)
afterAll(async () => {
  await proxy.stop()
  await Promise.all(servers.map((server) => server.stop()))
  await Promise.all([postgres.stop(), redis.stop()])
})

/** Writes on until told to stop, each message with its own id until it is acknowledged, as pages do. */
function writeOn(someone: Program, roomId: string) {
  const socket = io(proxy.url, {
    transports: ['websocket'],
    auth: { token: someone.accessToken },
    forceNew: true,
  })
  const acknowledged: string[] = []
  let ending = false
  const writing = (async () => {
    for (let n = 0; !ending; n++) {
      const message = { roomId, clientId: randomUUID(), content: `${someone.user.name} ${n}` }
      for (;;) {
        const reply = await socket
          .timeout(2_000)
          .emitWithAck('message:post', message)
          .catch(() => null)
        if (reply?.ok) break
        await pause(50)
      }
      acknowledged.push(message.content)
      await pause(250)
    }
  })()
  return {
    acknowledged,
    stop: async () => {
      ending = true
      await writing
      socket.close()
      return acknowledged
    },
  }
}

/** Asks over HTTP all the time, and gives every answer that was none. */
function ask() {
  const refusals: number[] = []
  let ending = false
  const asking = (async () => {
    while (!ending) {
      const status = await fetch(`${proxy.url}/healthz`).then(
        (answer) => answer.status,
        () => 0,
      )
      if (status !== 200) refusals.push(status)
      await pause(20)
    }
  })()
  return {
    stop: async () => {
      ending = true
      await asking
      return refusals
    },
  }
}

async function allThatWasSaid(someone: Program, roomId: string): Promise<string[]> {
  const said: string[] = []
  for (let after = 0; ; ) {
    const page = await someone.get<{ items: Message[] }>(`/rooms/${roomId}/messages?after=${after}&limit=100`)
    said.push(...page.items.map(({ content }) => content ?? ''))
    const last = page.items.at(-1)
    if (!last) return said
    after = last.seq
  }
}

test('both processes are restarted in turn while fifty people write: nothing lost, nothing twice, nobody refused', async () => {
  const ana = await register(proxy.url, 'Ana')
  const people = await Promise.all(Array.from({ length: 49 }, (_, n) => register(proxy.url, `Person ${n}`)))
  const room = await createRoom(ana, people)
  const writers = [ana, ...people].map((someone) => writeOn(someone, room.id))
  await expect.poll(() => writers.every(({ acknowledged }) => acknowledged.length > 0)).toBe(true)
  const asking = ask()
  for (const [n, port] of ports.entries()) {
    expect(await servers[n]?.stop()).toBe(0)
    servers[n] = await startServer({ ...settings, PORT: String(port) })
  }
  const acknowledged = (await Promise.all(writers.map((writer) => writer.stop()))).flat()
  const refusals = await asking.stop()

  const stored = await allThatWasSaid(ana, room.id)
  expect(new Set(stored).size, 'nothing twice').toBe(stored.length)
  expect(stored.toSorted(), 'nothing lost').toEqual(acknowledged.toSorted())
  expect(refusals, 'nobody refused').toEqual([])
}, 300_000)
