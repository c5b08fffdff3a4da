import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { session, TokenPair } from '#lib/accounts/schema.ts'
import type { Page } from '#lib/http/schema.ts'
import type { Message } from '#lib/messages/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, http, type Program, program, register, upload } from '../client.ts'
import { form } from '../forms.ts'
import { writeAuditOf, writeHistoryOf } from '../history.ts'
import { servePages } from '../pages.ts'
import { password } from '../password.ts'
import { startServer } from '../server.ts'
import { beginUpload, download } from '../transfers.ts'

/** More than all buffers between two ends hold. */
const size = 48 * 1_048_576
const site = await servePages({ '/slow': () => undefined })
const server = await startServer({
  LINK_PREVIEW_NETWORKS: '127.0.0.0/8',
  LINK_PREVIEW_PORTS: String(site.port),
})
afterAll(async () => {
  await server.stop()
  site.close()
})
const ana = await register(server.url, 'Ana')

/** One more session of somebody. */
async function signIn({ user }: Program): Promise<Program> {
  const { body } = await http(server.url)('POST', '/auth/login', { email: user.email, password })
  return program(server.url, body as TokenPair)
}
const gone = ({ status }: { status: number }) => expect(status).toBe(204)

type Scene = { bob: Program; elsewhere: Program; room: Room; message: Message }
/** Bob, at two places, in a room of Ana's that has a large file. */
async function scene(): Promise<Scene> {
  const bob = await register(server.url, 'Bob')
  const room = await createRoom(ana, [bob], { visibility: 'private' })
  const file = await upload(ana, 'large', Buffer.alloc(size, 'x'))
  const sent = { clientId: randomUUID(), content: '', attachmentIds: [file.id] }
  const message = await ana.post<Message>(`/rooms/${room.id}/messages`, sent)
  return { bob, elsewhere: await signIn(bob), room, message }
}
const fileOf = ({ attachments }: Message) => `/files/${attachments[0]?.id}`

type Ends = (scene: Scene) => Promise<unknown>
const signsOut: Ends = async ({ bob }) => gone(await bob.http('POST', '/auth/logout'))
const isRevoked: Ends = async ({ elsewhere }) => {
  const { items } = await elsewhere.get<Page<z.infer<typeof session>>>('/me/sessions')
  for (const { id, current } of items)
    if (!current) gone(await elsewhere.http('DELETE', `/me/sessions/${id}`))
}
const isRemoved: Ends = async ({ bob, room }) =>
  gone(await ana.http('DELETE', `/rooms/${room.id}/members/${bob.user.id}`))
const losesMessage: Ends = ({ room, message }) =>
  ana.http('DELETE', `/rooms/${room.id}/messages/${message.id}`)
const losesRoom: Ends = async ({ room }) => gone(await ana.http('DELETE', `/rooms/${room.id}`))

/** Whose download of the same goes on: Bob's at his other place, or Ana's. */
const none = () => []
const bobElsewhere = ({ elsewhere }: Scene) => [elsewhere]
const others = () => [ana]

describe('a download under way', () => {
  test.each<[string, Ends, (scene: Scene) => Program[]]>([
    ['signs out', signsOut, bobElsewhere],
    ['is signed out from elsewhere', isRevoked, bobElsewhere],
    ['is removed', isRemoved, others],
    ['loses the message', losesMessage, none],
    ['loses the room', losesRoom, none],
  ])('ends when its reader %s, and nobody else’s does', async (_how, end, staying) => {
    const all = await scene()
    const standing = await download(all.bob, fileOf(all.message))
    const going = await Promise.all(staying(all).map((one) => download(one, fileOf(all.message))))
    await end(all)
    await standing.cut()
    const { bytes, whole } = await standing.rest()
    expect(whole).toBe(false)
    expect(bytes).toBeLessThan(size / 2)
    for (const one of going) expect(await one.rest()).toEqual({ bytes: size, whole: true })
  })
})

describe('an export under way', () => {
  test.each<[string, Ends, (scene: Scene) => Program[]]>([
    ['signs out', signsOut, bobElsewhere],
    ['is removed', isRemoved, others],
    ['loses the room', losesRoom, none],
  ])('ends when its reader %s, and nobody else’s does', async (_how, end, staying) => {
    const bob = await register(server.url, 'Bob')
    const room = await createRoom(ana, [bob], { visibility: 'private' })
    const written = { roomId: room.id, authorId: ana.user.id, count: 2_000, content: 'x'.repeat(16_000) }
    await writeHistoryOf(server.dataDir, written)
    const all = { bob, elsewhere: await signIn(bob), room } as Scene
    const path = `/rooms/${room.id}/export`
    const standing = await download(bob, path)
    const going = await Promise.all(staying(all).map((one) => download(one, path)))
    await end(all)
    await standing.cut()
    const { bytes, whole } = await standing.rest()
    expect(whole).toBe(false)
    expect(bytes).toBeLessThan(16_000_000)
    for (const one of going) {
      const { bytes, whole } = await one.rest()
      expect(whole).toBe(true)
      expect(bytes).toBeGreaterThan(32_000_000)
    }
  })
})

describe('the audit log under way', () => {
  test.each<[string, (bob: Program) => Promise<unknown>]>([
    [
      'is no administrator any more',
      (bob) => ana.http('PATCH', `/admin/users/${bob.user.id}`, { role: 'member' }),
    ],
    ['is signed out', (bob) => ana.http('DELETE', `/admin/users/${bob.user.id}/sessions`)],
  ])('ends when its reader %s, and nobody else’s does', async (_how, end) => {
    const bob = await register(server.url, 'Bob')
    await ana.http('PATCH', `/admin/users/${bob.user.id}`, { role: 'admin' })
    await writeAuditOf(server.dataDir, 20_000)
    const [standing, going] = await Promise.all(
      [bob, ana].map((one) => download(one, '/admin/audit?format=ndjson')),
    )
    await end(bob)
    await standing?.cut()
    expect(await standing?.rest()).toMatchObject({ whole: false })
    const { bytes, whole } = (await going?.rest()) ?? {}
    expect(whole).toBe(true)
    expect(bytes).toBeGreaterThan(20_000_000)
  })
})

const folders = ['files', 'files/unfinished'].map((name) => join(server.dataDir, name))
const kept = () =>
  readdirSync(folders[0] ?? '', { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length
const body = form('late', Buffer.alloc(2_000_000, 'x'))

describe('an upload under way', () => {
  test.each<[string, Ends, boolean]>([
    ['signs out, while it stands still', signsOut, false],
    ['signs out, and it is sent to its end at once', signsOut, true],
    ['is signed out from elsewhere', isRevoked, false],
  ])('is refused when its sender %s, and nothing of it is kept', async (_how, end, toItsEnd) => {
    const bob = await register(server.url, 'Bob')
    const all = { bob, elsewhere: await signIn(bob) } as Scene
    const before = kept()
    const [sending, going] = [beginUpload(bob), beginUpload(all.elsewhere)]
    for (const one of [sending, going]) one.write(body.subarray(0, 1_000_000))
    await until(() => kept() === before + 2)
    await end(all)
    if (toItsEnd) sending.end(body.subarray(1_000_000))
    const [answer] = await once(sending, 'response')
    expect(answer.statusCode).toBe(401)
    expect(JSON.parse(await text(answer))).toMatchObject({ code: 'unauthenticated' })
    sending.destroy()
    await until(() => kept() === before + 1)
    going.end(body.subarray(1_000_000))
    const [stored] = await once(going, 'response')
    expect(stored.statusCode).toBe(201)
    stored.resume()
    expect(readdirSync(folders[1] ?? '')).toEqual([])
  })
})

test('a link is looked up no longer than the session lasts that asked for it', async () => {
  const bob = await register(server.url, 'Bob')
  const looking = bob.http('POST', '/previews', { url: `http://127.0.0.1:${site.port}/slow` })
  await until(() => site.asked.length > 0)
  gone(await bob.http('POST', '/auth/logout'))
  expect(await looking).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
})

async function until(isSo: () => boolean) {
  for (const end = Date.now() + 10_000; !isSo(); await pause(20))
    if (Date.now() > end) throw new Error('It did not come to that')
}
