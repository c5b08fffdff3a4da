import { Buffer } from 'node:buffer'
import { afterAll, describe, expect, test } from 'vitest'
import type { Session } from '#lib/accounts/schema.ts'
import { startCaddy } from '../../scripts/tools/caddy.ts'
import { makeCertificate } from '../../scripts/tools/certificate.ts'
import { startNginx } from '../../scripts/tools/nginx.ts'
import { createRoom, http, register, say, tryUpload } from '../client.ts'
import { password } from '../password.ts'
import { startServer } from '../server.ts'

/** The standard of LIMIT_UPLOAD_BYTES, which both files name. */
const uploadBytes = 104_857_600

const certificate = makeCertificate()
const server = await startServer({ TRUST_PROXY: '1', LIMIT_REQUESTS_PER_10S_PER_ADDRESS: '100000' })
afterAll(() => server.stop())

describe.each([
  ['nginx', startNginx],
  ['Caddy', startCaddy],
])('behind %s as deploy/ has it', async (_name, startProxy) => {
  const proxy = await startProxy([server.url], certificate)
  afterAll(() => proxy.stop())

  test('people talk over sockets, a cookie is for https alone, and the address is the caller’s own', async () => {
    const ana = await register(proxy.url)
    const line = await ana.connect()
    const room = await createRoom(ana)
    expect(await say(line, room.id, 'Hello')).toMatchObject({ content: 'Hello' })
    line.close()

    const page = await fetch(`${proxy.url}/sign-in`, { headers: { 'x-forwarded-for': '203.0.113.9' } })
    expect(page.status).toBe(200)
    expect(page.headers.get('strict-transport-security')).toContain('max-age')
    expect(page.headers.getSetCookie().every((cookie) => /; secure/i.test(cookie))).toBe(true)

    const forged = { 'x-forwarded-for': '203.0.113.9' }
    const { email } = ana.user
    await http(proxy.url)('POST', '/auth/login', { email, password }, forged)
    const { items } = await ana.get<{ items: Session[] }>('/me/sessions')
    expect(items.map(({ address }) => address)).toEqual(['127.0.0.1', '127.0.0.1'])
  })

  test('a file as large as it may be passes, and a larger one is refused by Rooms itself', async () => {
    const ana = await register(proxy.url)
    const largest = await tryUpload(ana, 'largest.bin', Buffer.alloc(uploadBytes))
    expect(largest).toMatchObject({ status: 201, body: { sizeBytes: uploadBytes } })
    const larger = await tryUpload(ana, 'larger.bin', Buffer.alloc(uploadBytes + 1))
    expect(larger).toMatchObject({ status: 413, body: { code: 'payload_too_large' } })
  })

  test('who comes without TLS is led to it', async () => {
    const answer = await fetch(`${proxy.plainUrl}/rooms?a=b`, { redirect: 'manual' })
    expect([301, 308]).toContain(answer.status)
    expect(answer.headers.get('location')).toMatch(/^https:\/\/[^/]+\/rooms\?a=b$/)
  })
})
