import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { Message } from '#lib/messages/schema.ts'
import { createRoom, http, register, tryUpload, upload } from '../client.ts'
import { form, formType } from '../forms.ts'
import { startServer } from '../server.ts'
import { expectProblem } from './problem.ts'

const limit = 3_000_000
const server = await startServer({ LIMIT_UPLOAD_BYTES: String(limit), LIMIT_FILES_PER_MESSAGE: '2' })
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')
const eve = await register(server.url, 'Eve')
const letters = 'abcdefghijklmnopqrstuvwxyz'

const kept = () => readdirSync(join(server.dataDir, 'files'), { recursive: true, withFileTypes: true })
const keptFiles = () => kept().filter((one) => one.isFile()).length

/** An upload whose body the test writes itself. */
function slowly(length?: number) {
  const sending = request(`${server.url}/api/v1/uploads`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ana.accessToken}`,
      'content-type': formType,
      ...(length && { 'content-length': length }),
    },
  })
  sending.on('error', () => undefined)
  return sending
}

describe('over HTTP a file', () => {
  test('goes up, with a message to its readers, and to nobody else', async () => {
    const room = await createRoom(ana, [bob], { visibility: 'private' })
    const file = await upload(ana, 'letters.txt', letters)
    const path = `/files/${file.id}`
    expect((await bob.http('GET', path)).status, 'not sent yet').toBe(404)
    const sent = { clientId: randomUUID(), content: '', attachmentIds: [file.id] }
    const message = await ana.post<Message>(`/rooms/${room.id}/messages`, sent)
    expect(message.attachments).toEqual([file])
    const answer = await bob.http('GET', path)
    expect(answer).toMatchObject({ status: 200, body: letters })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="letters.txt"; filename*=UTF-8\'\'letters.txt',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    })
    expectProblem(await eve.http('GET', path), 'not_found', 404)
    expectProblem(await http(server.url)('GET', path), 'unauthenticated', 401)
    await bob.post(`/rooms/${room.id}/leave`)
    expectProblem(await bob.http('GET', path), 'not_found', 404)
    await ana.http('DELETE', `/rooms/${room.id}/messages/${message.id}`)
    expectProblem(await ana.http('GET', path), 'not_found', 404)
  })

  test.each([
    ['bytes=0-4', 206, 'abcde', 'bytes 0-4/26'],
    ['Bytes=0-4', 206, 'abcde', 'bytes 0-4/26'],
    ['bytes=20-', 206, 'uvwxyz', 'bytes 20-25/26'],
    ['bytes=-3', 206, 'xyz', 'bytes 23-25/26'],
    ['bytes=24-900', 206, 'yz', 'bytes 24-25/26'],
    ['bytes=26-', 416, '', 'bytes */26'],
    ['bytes=-0', 416, '', 'bytes */26'],
    ['bytes=5-2', 200, letters, null],
    ['bytes=0-1,4-5', 200, letters, null],
    ['pages=1-2', 200, letters, null],
  ])('gives %s as %i', async (range, status, body, contentRange) => {
    const { url } = await upload(ana, 'letters.txt', letters)
    const answer = await ana.http('GET', url, undefined, { range })
    expect(answer).toMatchObject({ status, body })
    expect(answer.headers.get('content-range')).toBe(contentRange)
  })

  test('that the caller has is not sent again', async () => {
    const { url } = await upload(ana, 'letters.txt', letters)
    const etag = (await ana.http('GET', url)).headers.get('etag') ?? ''
    expect((await ana.http('GET', url, undefined, { 'if-none-match': etag })).status).toBe(304)
    const other = await ana.http('GET', url, undefined, { range: 'bytes=0-1', 'if-range': '"other"' })
    expect(other.status).toBe(200)
  })

  test('that is too large is refused before it is sent, and while it streams', async () => {
    const before = keptFiles()
    expect((await upload(ana, 'fits', Buffer.alloc(limit, 'x'))).sizeBytes).toBe(limit)
    expectProblem(await tryUpload(ana, 'large', Buffer.alloc(limit + 1)), 'payload_too_large', 413)

    const early = slowly(50_000_000)
    early.flushHeaders()
    const [told] = await once(early, 'response')
    expect(told.statusCode).toBe(413)
    early.destroy()

    const streaming = slowly()
    streaming.write(form('large', Buffer.alloc(limit + 1_000_000)).subarray(0, limit + 500_000))
    const [answer] = await once(streaming, 'response')
    expect(answer.statusCode, 'while more could come').toBe(413)
    streaming.destroy()
    expect(keptFiles()).toBe(before + 1)
  })

  test('that breaks off leaves nothing', async () => {
    const before = keptFiles()
    const sending = slowly()
    sending.write(form('half', Buffer.alloc(1_000_000)).subarray(0, 600_000))
    for (const end = Date.now() + 5_000; keptFiles() === before && Date.now() < end; ) await pause(20)
    expect(keptFiles(), 'it is coming in').toBe(before + 1)
    sending.destroy()
    for (const end = Date.now() + 5_000; keptFiles() > before && Date.now() < end; ) await pause(20)
    expect(keptFiles()).toBe(before)
  })

  test('is taken back by its uploader, and by nobody else', async () => {
    const { url } = await upload(ana, 'letters.txt', letters)
    expect((await bob.http('DELETE', url)).status, 'tells nothing').toBe(204)
    expect((await ana.http('GET', url)).status).toBe(200)
    expectProblem(await http(server.url)('DELETE', url), 'unauthenticated', 401)
    for (let times = 0; times < 2; times++) expect((await ana.http('DELETE', url)).status).toBe(204)
    expectProblem(await ana.http('GET', url), 'not_found', 404)
  })

  test('comes with as many others as is set', async () => {
    const room = await createRoom(ana)
    const ids = await Promise.all(['1', '2', '3'].map(async (name) => (await upload(ana, name, 'x')).id))
    const send = (attachmentIds: string[]) =>
      ana.http('POST', `/rooms/${room.id}/messages`, { clientId: randomUUID(), content: '', attachmentIds })
    expectProblem(await send(ids), 'invalid_input', 400)
    expect((await send(ids.slice(0, 2))).status).toBe(201)
  })
})

describe('a name made to take long', () => {
  const made = [`a${' '.repeat(79_000)}a`, `a${'.'.repeat(79_000)}a`, `${'a '.repeat(39_500)}a`]

  test('is refused with a way on, and nobody else waits for it', async () => {
    let longestMs = 0
    let busy = true
    const others = (async () => {
      while (busy) {
        const began = performance.now()
        await bob.http('GET', '/rooms')
        longestMs = Math.max(longestMs, performance.now() - began)
      }
    })()
    for (const answer of await Promise.all(made.map((name) => tryUpload(ana, name, letters)))) {
      expectProblem(answer, 'invalid_input', 400)
      expect(answer.body).toMatchObject({ detail: expect.stringContaining('Shorten it') })
    }
    busy = false
    await others
    // Each of them took five seconds for itself.
    expect(longestMs).toBeLessThan(4_000)
  })

  test('is made short where it is no longer than names may be', async () => {
    for (const [given, kept] of [
      [`${'a'.repeat(990)}.txt`, `${'a'.repeat(196)}.txt`],
      [`b${' '.repeat(990)}`, 'b'],
      [`${'. '.repeat(490)}c.txt${' .'.repeat(5)}`, 'c.txt'],
    ] as const)
      expect((await upload(ana, given, letters)).name).toBe(kept)
    expectProblem(await tryUpload(ana, 'd'.repeat(1_001), letters), 'invalid_input', 400)
  })

  test('so is what stands beside the name', async () => {
    const junk = `x-junk: ${'j'.repeat(200_000)}\r\n`
    const body = Buffer.from(
      form('e.txt', letters).toString().replace('content-disposition', `${junk}content-disposition`),
    )
    const response = await fetch(`${server.url}/api/v1/uploads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ana.accessToken}`, 'content-type': formType },
      body,
    })
    expect(response.status).toBe(400)
  })
})
