import { spawnSync } from 'node:child_process'
import { afterAll, describe, expect, test } from 'vitest'
import type { Message } from '#lib/messages/schema.ts'
import { makeCertificate } from '../../scripts/tools/certificate.ts'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { startCluster, startSecureRedis, startSentinels } from '../../scripts/tools/redis-kinds.ts'
import { createRoom, http, type Program, register, say } from '../client.ts'
import { startServer } from '../server.ts'

const certificate = makeCertificate()
const postgres = await startPostgres()
const [secure, sentinels, cluster] = await Promise.all([
  startSecureRedis(certificate),
  startSentinels(),
  startCluster(),
])
afterAll(() => Promise.all([postgres, secure, sentinels, cluster].map((one) => one.stop())))

const within = { timeout: 40_000, interval: 100 }
const METRICS_TOKEN = 'a token for metrics'

/** Two processes behind one Redis, Ana at one and Bob at the other, in one room that both watch. */
async function twoBehind(url: string) {
  const settings = {
    DATABASE_URL: await createDatabase(postgres.url),
    REDIS_URL: url,
    DATA_DIR: temporaryFolder('redis-kinds'),
    LIMIT_MESSAGES_PER_5S: '100000',
    NODE_EXTRA_CA_CERTS: certificate.certificate,
    METRICS_TOKEN,
  }
  const [east, west] = await Promise.all([startServer(settings), startServer(settings)])
  const [ana, bob] = [await register(east.url, 'Ana'), await register(west.url, 'Bob')]
  const room = await createRoom(ana, [bob])
  const watching = async (who: Program, at: string) => {
    const line = await who.connect(at)
    await line.send('room:watch', { roomId: room.id })
    return line
  }
  const redis = async (of: typeof east) =>
    ((await (await fetch(`${of.url}/readyz`)).json()) as { redis: string }).redis
  const both = () => Promise.all([east, west].map(redis))
  const stop = () => Promise.all([east.stop(), west.stop()])
  return { settings, east, west, ana, bob, room, watching, both, stop }
}

/** Says something each 100 ms until told to stop; then gives all of it. */
function keepSaying(post: (content: string) => Promise<Message>) {
  let going = true
  const said = (async () => {
    const all: string[] = []
    while (going) {
      all.push((await post(`kept ${all.length}`)).content)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return all
  })()
  return () => {
    going = false
    return said
  }
}

/** What two processes behind this Redis need of it; `lose` takes it away, and gives how it comes back. */
async function isEnough(url: string, lose: () => Promise<() => void>) {
  const { settings, east, west, ana, bob, room, watching, both, stop } = await twoBehind(url)
  afterAll(stop)

  test('two processes hear each other: messages in order, who is here, a session that ends', async () => {
    expect(await both()).toEqual(['connected', 'connected'])
    const [a, b] = [await watching(ana, east.url), await watching(bob, west.url)]
    for (let n = 0; n < 50; n++) await say(n % 2 ? a : b, room.id, `${n}`)
    for (const line of [a, b]) {
      const seqs = () => line.heard('message:posted').map(({ seq }) => seq)
      await expect.poll(() => seqs().length).toBe(50)
      expect(new Set(seqs()).size).toBe(50)
    }
    const mia = await register(west.url, 'Mia')
    await ana.post(`/rooms/${room.id}/members`, { userId: mia.user.id })
    const m = await mia.connect()
    await a.next('presence:changed', ({ online }) => online.includes(mia.user.id))
    expect((await http(east.url, mia.accessToken)('POST', '/auth/logout')).status).toBe(204)
    expect(await m.next('session:ended')).toEqual({ reason: 'signed_out' })
    await m.closed
    for (const line of [a, b]) line.close()
  })

  test('what is limited is counted together', async () => {
    const guess = (at: string) =>
      http(at)('POST', '/auth/login', { email: bob.user.email, password: 'wrong password' })
    const statuses = []
    for (let i = 0; i < 5; i++) for (const of of [east, west]) statuses.push((await guess(of.url)).status)
    expect(statuses).toEqual(Array(10).fill(401))
    for (const of of [east, west]) expect((await guess(of.url)).status).toBe(429)
  })

  test('the doctor and the figures know that it answers', async () => {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
    expect(await (await fetch(`${east.url}/metrics`, { headers })).text()).toContain('rooms_redis_up 1')
    const looked = spawnSync(process.execPath, ['scripts/command.ts', 'doctor'], {
      encoding: 'utf8',
      env: { ...process.env, ...settings },
    })
    expect(looked.stdout).toMatch(/Redis.*\n?.*It answers, in \d+ ms/)
  })

  test('when it is lost that is found out, and when there is one again nobody has missed a word', async () => {
    const [a, b] = [await watching(ana, east.url), await watching(bob, west.url)]
    const stopSaying = keepSaying((content) =>
      ana.post<Message>(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content }),
    )
    await b.next('message:posted')
    const comeBack = await lose()
    await expect.poll(both, within).toEqual(['degraded', 'degraded'])
    const lost = performance.now()
    comeBack()
    await expect.poll(both, within).toEqual(['connected', 'connected'])
    expect(performance.now() - lost).toBeLessThan(15_000)
    await Promise.all([a.closed, b.closed])
    const again = await bob.connect(west.url)
    const { changes } = await again.send('room:watch', { roomId: room.id, since: 50 })
    const live = await again.next('message:posted')
    const said = await stopSaying()
    const told = () => [live, ...again.heard('message:posted')].map(({ content }) => content)
    // What was posted while the room was opened may come both ways.
    const heard = () => [...changes.map(({ content }) => content), ...told()]
    await expect.poll(heard).toEqual(expect.arrayContaining(said))
    expect(new Set(told()).size, 'each is told once').toBe(told().length)
    again.close()
  })
}

describe('behind a Redis over TLS, with a password and an authority of one’s own', () =>
  isEnough(secure.url, async () => secure.freeze()))

describe('behind the master that sentinels name', () =>
  isEnough(sentinels.url, async () => {
    await sentinels.master.kill()
    return () => undefined
  }))

describe('behind a cluster', async () => {
  await isEnough(cluster.url, async () => {
    const going = cluster.nodes.map((node) => node.freeze())
    return () => {
      for (const goOn of going) goOn()
    }
  })

  test('what is told goes by sharded channels, to one of its masters', async () => {
    const ask = (about: string) => cluster.ask((client) => client.sendCommand<string[]>(['PUBSUB', about]))
    const sharded = await ask('SHARDCHANNELS')
    expect(sharded.filter((channels) => channels.length > 0)).toHaveLength(1)
    expect(sharded.flat()).toContain('{rooms}socket.io#/#')
    expect((await ask('CHANNELS')).flat()).toEqual([])
  })
})
