import { afterAll, describe, expect, test } from 'vitest'
import { createRoom, http, register, say } from '../client.ts'
import { startServer } from '../server.ts'
import { expectProblem } from './problem.ts'

const few = 5

describe('what is asked for has limits', () => {
  test('for each person, whatever they ask, and for nobody else', async () => {
    const server = await startServer({ LIMIT_REQUESTS_PER_10S: String(few) })
    const [ana, bob] = [await register(server.url, 'Ana'), await register(server.url, 'Bob')]
    const line = await ana.connect()
    const room = await createRoom(bob)
    await bob.post(`/rooms/${room.id}/members`, { userId: ana.user.id })
    const asked = await Promise.all([
      ...Array.from({ length: few }, () => ana.http('GET', `/rooms/${room.id}/messages`)),
      ...Array.from({ length: few }, () => ana.http('GET', '/me')),
    ])
    const refused = asked.filter(({ status }) => status !== 200)
    expect(refused).toHaveLength(few)
    for (const answer of refused) {
      expectProblem(answer, 'rate_limited', 429)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect((await bob.http('GET', '/me')).status).toBe(200)
    expect(await say(line, room.id)).toMatchObject({ roomId: room.id })
    line.close()
    await server.stop()
  })

  test('for each address, signed in or not; health is never refused', async () => {
    const server = await startServer({
      LIMIT_REQUESTS_PER_10S_PER_ADDRESS: String(few),
      LIMIT_PAGES_PER_10S_PER_ADDRESS: String(few),
      METRICS_TOKEN: 'a-token-for-the-scraper',
    })
    const many = <T>(one: () => Promise<T>) => Promise.all(Array.from({ length: 2 * few }, one))
    const from = (path: string) => () => http(server.url)('GET', path)
    const asked = [...(await many(from('/openapi.json'))), ...(await many(from('/api/auth/csrf')))]
    const refused = asked.filter(({ status }) => status !== 200)
    expect(refused).toHaveLength(3 * few)
    for (const answer of refused) expectProblem(answer, 'rate_limited', 429)

    const pages = await many(() => fetch(`${server.url}/register`))
    expect(pages.filter(({ status }) => status === 200)).toHaveLength(few)
    const page = pages.find(({ status }) => status === 429)
    expect(Number(page?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await page?.text()).toMatch(/^Too many pages for your address\. Try again in \d+ s\.\n$/)

    const handshakes = await many(() => fetch(`${server.url}/socket.io/?EIO=4&transport=polling`))
    for (const answer of handshakes) expect(answer.status).toBe(429)

    for (const path of ['/healthz', '/readyz', '/icon-192.png'])
      for (const answer of await many(() => fetch(server.url + path))) expect(answer.status).toBe(200)
    const authorization = 'Bearer a-token-for-the-scraper'
    for (const answer of await many(() => fetch(`${server.url}/metrics`, { headers: { authorization } })))
      expect(answer.status).toBe(200)
    await server.stop()
  })
})

describe('behind a proxy one address is counted as one', () => {
  const guesses = 3
  const behind = async () => {
    const server = await startServer({
      TRUST_PROXY: '1',
      LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: String(guesses),
    })
    afterAll(server.stop)
    const guess = async (address: string) => {
      const email = `${crypto.randomUUID()}@example.org`
      const sent = { email, password: 'wrong password' }
      const headers = { 'x-forwarded-for': `9.9.9.9, ${address}` }
      return (await http(server.url)('POST', '/auth/login', sent, headers)).status
    }
    return guess
  }

  test.each([
    [['1.2.3.4:1001', '1.2.3.4:1002', '::ffff:1.2.3.4', '::FFFF:102:304', '001.002.003.004'], '1.2.3.5'],
    [
      ['2001:db8::1', '[2001:DB8::1]:1001', '2001:0db8:0:0::1', '2001:db8::ffff', '2001:db8:0:0:9::9%eth0'],
      '2001:db8:0:1::1',
    ],
    [['unknown', '', '_hidden', '1.2.3.4.5', 'nonsense'], '1.2.3.4'],
  ])('however it is written: %j', async (written, other) => {
    const guess = await behind()
    for (const [at, address] of written.entries())
      expect(await guess(address), address).toBe(at < guesses ? 401 : 429)
    expect(await guess(other)).toBe(401)
  })
})

test('a session tells the whole address, in its one form', async () => {
  const server = await startServer({ TRUST_PROXY: '1' })
  const from = async (address: string) => {
    const email = `${crypto.randomUUID()}@example.org`
    const sent = { email, name: 'Ana', password: 'a long enough password' }
    const made = await http(server.url)('POST', '/auth/register', sent, { 'x-forwarded-for': address })
    const { accessToken } = made.body as { accessToken: string }
    return (await http(server.url, accessToken)('GET', '/me/sessions')).body
  }
  expect(await from('[2001:DB8::1]:443')).toMatchObject({ items: [{ address: '2001:db8::1' }] })
  expect(await from('::ffff:1.2.3.4')).toMatchObject({ items: [{ address: '1.2.3.4' }] })
  await server.stop()
})
