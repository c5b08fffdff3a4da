import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { deleteMyAccount } from '#lib/accounts/deletion.ts'
import { myProfile } from '#lib/accounts/queries.ts'
import { avatars, users } from '#lib/db/schema.ts'
import { purgeFiles } from '#lib/files/purge.ts'
import { listMembers } from '#lib/rooms/queries.ts'
import { createRoom, createUser } from '../../tests/factories.ts'
import { incoming, photo, picture } from '../../tests/forms.ts'
import { password } from '../../tests/password.ts'
import { openWorld } from '../../tests/world.ts'
import { removeAvatar, setAvatar } from './operations.ts'
import { purgeAvatars } from './purge.ts'
import { serveAvatar } from './serve.ts'

const world = await openWorld({ LIMIT_UPLOADS_PER_MIN: '1000' })
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const guest = await createUser(world, 'Gus', 'guest')
const stranger = await createUser(world, 'Sam', 'guest')
const room = await createRoom(ana, {}, { member: [bob, guest] })

type Someone = typeof ana
const set = async (who: Someone, bytes: Buffer | string = '', type = 'image/png') =>
  (await setAvatar(who, incoming('me.png', bytes, type))).avatarUrl
const versionIn = (avatarUrl: string) => new URL(avatarUrl, 'http://here').searchParams.get('v') ?? undefined
const get = (who: Someone, of: Someone, v?: string, asked: () => string | undefined = () => undefined) =>
  serveAvatar(who, { userId: of.viewer.userId, v }, asked)
const told = async (...asked: Parameters<typeof get>) => {
  const { stream, ...answer } = await get(...asked)
  stream?.destroy()
  return answer
}
const seen = async (who: Someone, of: Someone) =>
  sharp(await buffer((await get(who, of)).stream ?? Readable.from([]))).metadata()
const shownOf = async (who: Someone) => (await myProfile(who)).avatarUrl
const nothing = { code: 'not_found', reason: 'notFound.picture' }

describe('a picture', () => {
  test('is square, small, and tells nothing besides; who shares a room hears of it', async () => {
    world.forget()
    const url = await set(ana, await photo(), 'image/jpeg')
    expect(url).toBe(`/api/v1/avatars/${ana.viewer.userId}?v=${versionIn(url)}`)
    const { format, width, height, exif } = await seen(bob, ana)
    expect({ format, width, height, exif }).toEqual({
      format: 'webp',
      width: 20,
      height: 20,
      exif: undefined,
    })
    const [told, ...more] = world.heardOf('profile:changed')
    expect(more).toEqual([])
    expect(told?.payload).toEqual({ id: ana.viewer.userId, name: 'Ana', avatarUrl: url })
    const people = told?.audience && 'people' in told.audience ? told.audience.people : []
    expect([...people].sort()).toEqual([ana, bob, guest].map(({ viewer }) => viewer.userId).sort())
    const { items } = await listMembers(bob, room.id, { limit: 10 })
    expect(items.find(({ name }) => name === 'Ana')?.avatarUrl).toBe(url)
    await set(ana, await picture('png', 1600, 900))
    expect(await seen(bob, ana)).toMatchObject({ width: 256, height: 256 })
  })

  test('is kept by browsers under its version, and asked for again under any other', async () => {
    const v = versionIn(await set(ana, await picture('webp', 300, 300)))
    const { headers } = await told(bob, ana, v)
    expect(headers['cache-control']).toBe('private, max-age=31536000, immutable')
    expect(headers['content-type']).toBe('image/webp')
    expect(headers['x-content-type-options']).toBe('nosniff')
    for (const other of [undefined, 'old', ''])
      expect((await told(bob, ana, other)).headers['cache-control']).toBe('private, no-cache')
    expect((await get(bob, ana, v, () => `"${v}"`)).status).toBe(304)
  })

  test('is nobody’s who may not know the person, word by word as of nobody', async () => {
    await set(ana, await picture('png', 64, 64))
    expect((await seen(guest, ana)).width).toBe(64)
    await expect(get(stranger, ana)).rejects.toMatchObject(nothing)
    await expect(
      serveAvatar(stranger, { userId: 'nobody', v: undefined }, () => undefined),
    ).rejects.toMatchObject(nothing)
    await set(stranger, await picture('png', 64, 64))
    expect((await seen(stranger, stranger)).width).toBe(64)
    await expect(get(guest, stranger)).rejects.toMatchObject(nothing)
  })

  test('takes nothing of one’s space, and is no file that is cleaned up', async () => {
    await set(ana, await picture('png', 64, 64))
    world.pass(3 * 24 * 3_600_000)
    await purgeFiles(world)
    await purgeAvatars(world)
    expect((await seen(bob, ana)).width).toBe(64)
    expect(await world.background.storedBytes()).toBe(0)
  })
})

describe('the one before goes', () => {
  const left = () => world.db.read.$count(avatars, eq(avatars.userId, bob.viewer.userId))

  test('when another takes its place', async () => {
    const first = versionIn(await set(bob, await picture('png', 32, 32))) ?? ''
    const second = versionIn(await set(bob, await picture('png', 48, 48))) ?? ''
    await purgeAvatars(world)
    await expect(world.files.store.read(first)).rejects.toMatchObject({ code: 'not_found' })
    expect((await seen(ana, bob)).width).toBe(48)
    expect(await left()).toBe(1)
    const both = await Promise.all([
      set(bob, await picture('png', 40, 40)),
      set(bob, await picture('png', 40, 40)),
    ])
    await purgeAvatars(world)
    expect(await left()).toBe(1)
    expect(both).toContain(await shownOf(bob))
    expect(second).not.toBe('')
  })

  test('when it is taken away, and once its account is gone or shows none', async () => {
    const id = versionIn(await set(bob, await picture('png', 32, 32))) ?? ''
    world.forget()
    await removeAvatar(bob)
    await removeAvatar(bob)
    expect(world.heardOf('profile:changed').map(({ payload }) => payload.avatarUrl)).toEqual([null])
    await expect(get(ana, bob)).rejects.toMatchObject(nothing)
    expect(await shownOf(bob)).toBeNull()
    await purgeAvatars(world)
    await expect(world.files.store.read(id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await left()).toBe(0)
    await set(bob, await picture('png', 32, 32))
    await world.db.write((tx) =>
      tx.update(users).set({ avatarUrl: null }).where(eq(users.id, bob.viewer.userId)),
    )
    await purgeAvatars(world)
    expect(await left()).toBe(0)
  })

  test('with its account nobody sees it from the same moment on, before anything is cleaned up', async () => {
    const leaver = await createUser(world, 'Lea')
    await set(leaver, await picture('png', 32, 32))
    const { stream, ...begun } = await get(ana, leaver)
    stream?.destroy()
    await deleteMyAccount(leaver, { password }, '192.0.2.7')
    await expect(get(ana, leaver)).rejects.toMatchObject(nothing)
    if (!('stillMay' in begun)) throw new Error('no right is asked')
    await expect(begun.stillMay()).rejects.toMatchObject(nothing)
  })
})

describe('nothing is shown', () => {
  const refused = async (bytes: Buffer | string, refusal: object, type?: string) => {
    const before = await shownOf(ana)
    await expect(set(ana, bytes, type)).rejects.toMatchObject(refusal)
    expect(await shownOf(ana)).toBe(before)
    expect(readdirSync(world.files.unfinished)).toEqual([])
    expect(await world.background.storedBytes()).toBe(0)
  }
  const noPicture = { code: 'invalid_input', reason: 'avatars.picture' }

  test('of what only calls itself a picture', async () => {
    await refused('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', noPicture)
    await refused('<!doctype html><script>alert(1)</script>', noPicture, 'image/png')
    await refused((await picture('png', 64, 64)).subarray(0, 30), noPicture)
    await refused('', noPicture)
  })

  test('of a bomb, which is judged by what it claims to be', async () => {
    const bomb = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: 'white' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.byteLength).toBeLessThan(10_000_000)
    await refused(bomb, noPicture)
  })

  test('of twenty megabytes', async () => {
    await refused(Buffer.concat([await picture('png', 8, 8), Buffer.alloc(20_000_000)]), {
      code: 'payload_too_large',
    })
  })
})
