import { Client } from 'pg'
import { expect, test } from 'vitest'
import { createRoom, http, register, say } from '../client.ts'
import { startPair } from '../pair.ts'

const { east, west, postgres, redis, settings } = await startPair({ LIMIT_MESSAGES_PER_5S: '1000' })
const ana = await register(east.url, 'Ana')
const bob = await register(west.url, 'Bob')
const room = await createRoom(ana, [bob])

const ready = async (url: string) => {
  const response = await fetch(`${url}/readyz`)
  return { status: response.status, body: await response.json() }
}
const within = { timeout: 40_000, interval: 100 }
const unavailable = { status: 503, body: { code: 'unavailable' } }
/** As a browser opens a page. */
const visit = async (path: string) => {
  const response = await fetch(`${east.url}${path}`, { headers: { accept: 'text/html' } })
  return {
    status: response.status,
    again: response.headers.get('retry-after'),
    policy: response.headers.get('content-security-policy'),
    says: await response.text(),
  }
}
const post = (content: string) =>
  http(east.url, ana.accessToken)('POST', `/rooms/${room.id}/messages`, {
    content,
    clientId: crypto.randomUUID(),
  })

test('while the database hangs requests and commands end as unavailable in time, and all comes back by itself', async () => {
  const line = await ana.connect(east.url)
  const goOn = postgres.freeze()
  const began = performance.now()
  try {
    const asked = [
      ...Array.from({ length: 30 }, () => http(east.url, ana.accessToken)('GET', '/rooms')),
      ...Array.from({ length: 30 }, (_, i) => post(`frozen ${i}`)),
    ]
    const sent = say(line, room.id, 'frozen').catch((error: unknown) => error)
    for (const answer of await Promise.all(asked)) expect(answer).toMatchObject(unavailable)
    expect(await sent).toMatchObject({ code: 'unavailable' })
    expect(performance.now() - began).toBeLessThan(8_000)
    expect(await ready(east.url)).toMatchObject({ status: 503, body: { status: 'database away' } })

    const page = await visit('/sign-in')
    expect(page).toMatchObject({ status: 503, again: '5', says: expect.stringContaining('is not ready') })
    expect(page.policy, 'nothing of it stands in the page').toContain("script-src 'self';")
    for (const file of ['/comes-back.js', '/refusal.css']) expect((await visit(file)).status).toBe(200)

    // Known by now, so nobody waits again.
    const known = performance.now()
    expect(await post('at once')).toMatchObject(unavailable)
    expect(performance.now() - known).toBeLessThan(1_000)
  } finally {
    goOn()
  }
  await expect.poll(() => ready(east.url), within).toMatchObject({ status: 200 })
  await expect.poll(async () => (await post('back')).status, within).toBe(201)
  // More than there are connections: none was lost.
  for (let n = 0; n < 15; n++) expect(await post(`on ${n}`)).toMatchObject({ status: 201 })
  expect(await say(line, room.id, 'back too')).toMatchObject({ content: 'back too' })
  const told = east
    .log()
    .split('\n')
    .filter((entry) => entry.includes('request failed'))
  expect(told.length, 'one a minute, not one each').toBeLessThan(5)
})

test('a database that refuses writes is not ready, what is read goes on, and writes are unavailable', async () => {
  const admin = new Client(settings.DATABASE_URL)
  await admin.connect()
  const refuseWrites = async (how: 'on' | 'off') => {
    await admin.query('set default_transaction_read_only = off')
    await admin.query(`alter system set default_transaction_read_only = ${how}`)
    await admin.query('select pg_reload_conf()')
  }
  await refuseWrites('on')
  await expect
    .poll(() => ready(east.url), within)
    .toMatchObject({ status: 503, body: { status: 'database read-only' } })
  expect(await post('refused')).toMatchObject(unavailable)
  expect((await http(east.url, ana.accessToken)('GET', '/rooms')).status).toBe(200)
  expect((await visit('/sign-in')).status, 'pages, too').toBe(200)
  await refuseWrites('off')
  await expect.poll(() => ready(east.url), within).toMatchObject({ status: 200 })
  expect((await post('taken')).status).toBe(201)
  await admin.end()
})

test('a Redis that hangs is found out, and people of two processes hear each other when it goes on', async () => {
  const [a, b] = [await ana.connect(east.url), await bob.connect(west.url)]
  for (const line of [a, b]) await line.send('room:watch', { roomId: room.id })
  const goOn = redis.freeze()
  try {
    await expect
      .poll(() => ready(east.url), within)
      .toMatchObject({ status: 200, body: { redis: 'degraded' } })
    await say(a, room.id, 'here alone')
    await a.next('message:posted', ({ content }) => content === 'here alone')
  } finally {
    goOn()
  }
  for (const { url } of [east, west])
    await expect.poll(() => ready(url), within).toMatchObject({ body: { redis: 'connected' } })
  // Each line was closed once, so that what was missed is caught up with.
  const [again, other] = [await ana.connect(east.url), await bob.connect(west.url)]
  for (const line of [again, other]) await line.send('room:watch', { roomId: room.id })
  await say(again, room.id, 'heard again')
  await other.next('message:posted', ({ content }) => content === 'heard again')
})

test('a client that polls is refused in words: its requests would reach now one process, now the other', async () => {
  const answer = await fetch(`${east.url}/socket.io/?EIO=4&transport=polling`)
  expect(answer.status).toBe(403)
  expect(await answer.json()).toMatchObject({ message: expect.stringContaining('transports: ["websocket"]') })
})
