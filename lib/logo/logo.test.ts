import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { changeAccount } from '#lib/accounts/administration.ts'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { purgeFiles } from '#lib/files/purge.ts'
import { getInstance } from '#lib/instance/endpoints.ts'
import { placeOf } from '#lib/instance/place.ts'
import { createUser, type Someone } from '../../tests/factories.ts'
import { incoming, photo, picture } from '../../tests/forms.ts'
import { openWorld, type TestWorld } from '../../tests/world.ts'
import { removeLogo, setLogo } from './operations.ts'
import { serveLogo } from './serve.ts'

const address = '192.0.2.7'
const square = await picture('png', 64, 64)
const set = async (who: Someone, bytes: Buffer | string = square) => {
  const { logoUrl } = await setLogo(who, incoming('logo.png', bytes, 'image/png'), address)
  return logoUrl?.replace(/^\/api\/v1\/logo\?v=/, '') ?? ''
}
const serve = (world: TestWorld, v?: string, known?: string) =>
  serveLogo(world, { v, address, header: () => known })
const headersOf = async (world: TestWorld, v?: string, known?: string) => {
  const { stream, ...told } = await serve(world, v, known)
  stream?.destroy()
  return told
}
const bytesOf = async (world: TestWorld, v?: string) =>
  buffer((await serve(world, v)).stream ?? Readable.from([]))
const log = async (admin: Someone) => (await auditLog(admin, auditQuery.parse({}))).items

async function staffed() {
  const world = await openWorld({ LIMIT_UPLOADS_PER_MIN: '1000' })
  return { world, ada: await createUser(world, 'Ada', 'admin') }
}

test('a logo is shown to whoever asks, small, see-through and without what the picture told', async () => {
  const { world, ada } = await staffed()
  expect((await placeOf(world)).logoUrl).toBeNull()
  const wide = await sharp({ create: { width: 1200, height: 600, channels: 4, background: '#0000' } })
    .png()
    .toBuffer()
  world.forget()
  const v = await set(ada, wide)
  expect(v).toMatch(/\.512x256$/)
  expect((await placeOf(world)).logoUrl).toBe(`/api/v1/logo?v=${v}`)
  expect(await getInstance.handle(ada, { header: () => undefined } as never)).toMatchObject({
    logoUrl: `/api/v1/logo?v=${v}`,
  })
  expect(world.heardOf('instance:changed')).toMatchObject([{ audience: { everybody: true } }])
  const { format, width, height, hasAlpha } = await sharp(await bytesOf(world, v)).metadata()
  expect({ format, width, height, hasAlpha }).toEqual({
    ...{ format: 'webp', width: 512, height: 256, hasAlpha: true },
  })
  const turned = await set(ada, await photo())
  expect(turned).toMatch(/\.20x40$/)
  expect((await sharp(await bytesOf(world, turned)).metadata()).exif).toBeUndefined()
  // It is no unsent file of hers: nobody cleans it up.
  world.pass(3 * 24 * 3_600_000)
  await purgeFiles(world)
  expect((await bytesOf(world, turned)).length).toBeGreaterThan(0)
})

test('it is kept under its own version alone', async () => {
  const { world, ada } = await staffed()
  const [first, second] = [await set(ada), await set(ada)]
  const kept = 'public, max-age=31536000, immutable'
  expect((await headersOf(world, second)).headers).toMatchObject({
    'cache-control': kept,
    'x-content-type-options': 'nosniff',
    'content-type': 'image/webp',
  })
  for (const v of [first, undefined])
    expect((await headersOf(world, v)).headers['cache-control']).toBe('no-cache')
  expect((await headersOf(world, second, `"${second}"`)).status).toBe(304)
  expect((await headersOf(world, second, `"${first}"`)).status).toBe(200)
})

test('whoever is no administrator changes nothing, nor who is none any more', async () => {
  const { world, ada } = await staffed()
  const v = await set(ada)
  const bob = await createUser(world, 'Bob', 'admin')
  await changeAccount(ada, bob.viewer.userId, { role: 'member' }, address)
  const others = await Promise.all(
    (['guest', 'bot', 'member'] as const).map((r) => createUser(world, 'Eve', r)),
  )
  world.forget()
  for (const who of [bob, ...others]) {
    await expect(set(who)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeLogo(who, address)).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect((await placeOf(world)).logoUrl).toBe(`/api/v1/logo?v=${v}`)
  expect(world.heardOf('instance:changed')).toEqual([])
  expect(await world.background.storedBytes()).toBe(0)
  expect(readdirSync(world.files.unfinished)).toEqual([])
})

test('what is no picture, or too large, is refused in words and leaves nothing', async () => {
  const { world, ada } = await staffed()
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const refused = { code: 'invalid_input', reason: 'logo.picture' }
  await expect(set(ada, svg)).rejects.toMatchObject({ ...refused, message: expect.stringContaining('SVG') })
  await expect(set(ada, `<?xml version="1.0"?>${svg}`)).rejects.toMatchObject(refused)
  await expect(set(ada, square.subarray(0, 20))).rejects.toMatchObject(refused)
  await expect(set(ada, Buffer.alloc(1_100_000))).rejects.toMatchObject({ code: 'payload_too_large' })
  expect((await placeOf(world)).logoUrl).toBeNull()
  await expect(serve(world)).rejects.toMatchObject({ code: 'not_found' })
  expect(await log(ada)).toEqual([])
  expect(await world.background.storedBytes()).toBe(0)
  expect(readdirSync(world.files.unfinished)).toEqual([])
})

test('the one before goes with its bytes; each change is told in the log, and nothing is done twice', async () => {
  const { world, ada } = await staffed()
  const idOf = (v: string) => v.split('.')[0] ?? ''
  const [first, second] = [idOf(await set(ada)), idOf(await set(ada))]
  await purgeFiles(world)
  await expect(world.files.store.read(first)).rejects.toMatchObject({ code: 'not_found' })
  world.forget()
  await removeLogo(ada, address)
  await removeLogo(ada, address)
  expect(world.heardOf('instance:changed')).toHaveLength(1)
  expect((await placeOf(world)).logoUrl).toBeNull()
  await expect(serve(world, second)).rejects.toMatchObject({ code: 'not_found' })
  await purgeFiles(world)
  await expect(world.files.store.read(second)).rejects.toMatchObject({ code: 'not_found' })
  const told = (await log(ada)).map(({ action, actor, target, address }) => ({
    action,
    actor,
    target,
    address,
  }))
  const by = { actor: { id: ada.viewer.userId, name: 'Ada' }, address }
  const target = { kind: 'instance', id: 'instance', name: 'Rooms' }
  expect(told).toEqual(
    ['logo.removed', 'logo.changed', 'logo.changed'].map((action) => ({ action, ...by, target })),
  )
})

test('of two at once one is shown, and the bytes of the other go', async () => {
  const { world, ada } = await staffed()
  const bob = await createUser(world, 'Bob', 'admin')
  const both = await Promise.all([set(ada), set(bob)])
  const shown = (await placeOf(world)).logoUrl
  const lost = both.filter((v) => `/api/v1/logo?v=${v}` !== shown)
  expect(lost).toHaveLength(1)
  await purgeFiles(world)
  await expect(world.files.store.read(lost[0]?.split('.')[0] ?? '')).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await bytesOf(world)).length).toBeGreaterThan(0)
})
