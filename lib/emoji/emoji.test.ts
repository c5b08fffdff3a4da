import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { auditLog } from '#lib/audit/queries.ts'
import { emoji, users } from '#lib/db/schema.ts'
import { purgeFiles } from '#lib/files/purge.ts'
import { react } from '#lib/messages/operations.ts'
import { client, createRoom, createUser, say } from '../../tests/factories.ts'
import { anyEmojiName, incoming, photo, picture } from '../../tests/forms.ts'
import { openWorld } from '../../tests/world.ts'
import { addEmoji, removeEmoji } from './operations.ts'
import { emojiNamedIn, listEmoji } from './queries.ts'
import { serveEmoji } from './serve.ts'

const world = await openWorld({ LIMIT_UPLOADS_PER_MIN: '1000' })
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const admin = await createUser(world, 'Ada', 'admin')
const guest = await createUser(world, 'Gus', 'guest')
const bot = await createUser(world, 'Bot', 'bot')
const square = await picture('png', 64, 64)

const add = (who: typeof ana, name = anyEmojiName(), bytes = square) =>
  addEmoji(who, incoming('file.png', bytes, 'image/png', name))
const remove = (who: typeof ana, id: string) => removeEmoji(who, id, client.address)
const asked = () => undefined
const pictureOf = async (who: typeof ana, id: string) =>
  sharp(await buffer((await serveEmoji(who, id, asked)).stream ?? Readable.from([])), {
    animated: true,
  }).metadata()
const all = async (who: typeof ana) => (await listEmoji(who, { limit: 100 })).items
const filesLeft = async () => {
  expect(readdirSync(world.files.unfinished)).toEqual([])
  return world.background.storedBytes()
}

describe('an emoji', () => {
  test('is there for everybody, small and without what the picture told', async () => {
    const name = anyEmojiName()
    world.forget()
    const added = await add(ana, `:${name.toUpperCase()}:`, await photo())
    expect(added).toMatchObject({ name, url: `/api/v1/emoji/${added.id}`, addedBy: { name: 'Ana' } })
    expect(world.heardOf('emoji:changed')).toMatchObject([{ audience: { everybody: true } }])
    for (const who of [ana, bob, guest, bot]) {
      const { format, width, height, exif } = await pictureOf(who, added.id)
      expect({ format, width, height, exif }).toEqual({
        format: 'webp',
        width: 20,
        height: 40,
        exif: undefined,
      })
    }
    const { headers, stream } = await serveEmoji(bob, added.id, asked)
    stream?.destroy()
    expect(headers['cache-control']).toBe('private, max-age=31536000, immutable')
    expect((await serveEmoji(bob, added.id, () => `"${added.id}"`)).status).toBe(304)
    // It is no unsent file of hers: nobody cleans it up, and it takes nothing of her space.
    world.pass(3 * 24 * 3_600_000)
    await purgeFiles(world)
    expect((await pictureOf(bob, added.id)).width).toBe(20)
    expect(await filesLeft()).toBe(0)
  })

  test('that moves goes on moving, at most 128 pixels a side', async () => {
    const frame = (background: string) =>
      sharp({ create: { width: 300, height: 150, channels: 3, background } })
        .png()
        .toBuffer()
    const frames = await Promise.all(['red', 'green', 'blue'].map(frame))
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer()
    const { id } = await add(ana, anyEmojiName(), gif)
    const { width, pageHeight, pages } = await pictureOf(bob, id)
    expect({ width, pageHeight, pages }).toEqual({ width: 128, pageHeight: 64, pages: 3 })
  })

  test('tells who added it only those who may find everybody', async () => {
    const { id } = await add(ana)
    const by = async (who: typeof ana) => (await all(who)).find((one) => one.id === id)?.addedBy?.name
    expect(await by(bob)).toBe('Ana')
    expect(await by(guest)).toBeUndefined()
  })

  test('is found by the texts that mean it, without who added it', async () => {
    const [one, other] = [await add(ana), await add(ana)]
    await add(ana)
    const found = await emojiNamedIn(bob, [`a :${one.name}:`, 'b', `:${other.name.toUpperCase()}::no_such:`])
    expect(found.map(({ id }) => id).sort()).toEqual([one.id, other.id].sort())
    expect(found.every(({ addedBy }) => addedBy === null)).toBe(true)
    expect(await emojiNamedIn(bob, ['10:30', 'none'])).toEqual([])
  })

  test('comes in pages, by name', async () => {
    const page = await listEmoji(ana, { limit: 1 })
    const next = await listEmoji(ana, { limit: 100, cursor: page.nextCursor ?? undefined })
    expect([...page.items, ...next.items]).toEqual(await all(ana))
    expect(next.nextCursor).toBeNull()
  })
})

describe('none is added', () => {
  const nothing = async (attempt: () => Promise<unknown>, refusal: object) => {
    const before = await all(ana)
    world.forget()
    await expect(attempt()).rejects.toMatchObject(refusal)
    expect(await all(ana)).toEqual(before)
    expect(world.heardOf('emoji:changed')).toEqual([])
    expect(await filesLeft()).toBe(0)
  }

  test('by guests and bots, nor by somebody who is a guest by now', async () => {
    await nothing(() => add(guest), { code: 'forbidden', reason: 'emoji.add' })
    await nothing(() => add(bot), { code: 'forbidden' })
    const carl = await createUser(world, 'Carl')
    await world.db.write((tx) =>
      tx.update(users).set({ role: 'guest' }).where(eq(users.id, carl.viewer.userId)),
    )
    await nothing(() => add(carl), { code: 'forbidden' })
  })

  test('under a name that is taken, looks like one that is, or is everybody’s', async () => {
    await add(ana, 'fête')
    await nothing(() => add(bob, 'FÊTE'), { code: 'conflict', reason: 'emoji.taken' })
    await nothing(() => add(bob, 'fete'), { code: 'conflict', reason: 'emoji.taken' })
    await nothing(() => add(bob, 'smile'), { code: 'conflict', reason: 'emoji.builtIn' })
    await nothing(() => add(bob, '+1'), { code: 'invalid_input' })
    await nothing(() => add(bob, 'two words'), { code: 'invalid_input', reason: 'emoji.name' })
    await nothing(() => add(bob, ''), { code: 'invalid_input' })
    const both = await Promise.allSettled([add(ana, 'once'), add(bob, 'once')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('of what is no picture, or too large', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    await nothing(() => add(ana, anyEmojiName(), svg), { code: 'invalid_input', reason: 'emoji.picture' })
    await nothing(() => add(ana, anyEmojiName(), square.subarray(0, 20)), { reason: 'emoji.picture' })
    await nothing(() => add(ana, anyEmojiName(), Buffer.alloc(1_100_000)), { code: 'payload_too_large' })
  })
})

describe('it is removed', () => {
  test('by who added it, with its picture, and nothing of it stands in the log', async () => {
    const { id } = await add(ana)
    const before = await auditLog(admin, { limit: 100 })
    world.forget()
    await expect(remove(bob, id)).rejects.toMatchObject({ code: 'forbidden', reason: 'emoji.remove' })
    await expect(remove(guest, id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(world.heardOf('emoji:changed')).toEqual([])
    await remove(ana, id)
    await remove(ana, id)
    expect(world.heardOf('emoji:changed')).toHaveLength(1)
    await expect(serveEmoji(bob, id, asked)).rejects.toMatchObject({ code: 'not_found' })
    await purgeFiles(world)
    await expect(world.files.store.read(id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await auditLog(admin, { limit: 100 })).toEqual(before)
  })

  test('by an administrator, and the log tells who and from where', async () => {
    const { id, name } = await add(ana)
    await remove(admin, id)
    const [entry] = (await auditLog(admin, { limit: 1 })).items
    expect(entry).toMatchObject({
      actor: { name: 'Ada' },
      action: 'emoji.removed',
      target: { kind: 'emoji', id, name: `:${name}:` },
      address: client.address,
    })
    // Its name is free again.
    await add(bob, name)
  })

  test('not by somebody who is no administrator any more', async () => {
    const { id } = await add(ana)
    const eve = await createUser(world, 'Eve', 'admin')
    await world.db.write((tx) =>
      tx.update(users).set({ role: 'member' }).where(eq(users.id, eve.viewer.userId)),
    )
    await expect(remove(eve, id)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await all(ana)).some((one) => one.id === id)).toBe(true)
  })
})

test('there are at most 500', async () => {
  const full = await openWorld()
  const eve = await createUser(full, 'Eve')
  const addedBy = eve.viewer.userId
  const rows = Array.from({ length: 499 }, (_, at) => `e${at}x`).map((name) => ({
    ...{ id: name, name, nameFolded: name },
    ...{ addedBy, createdAt: 0 },
  }))
  await full.db.write((tx) => tx.insert(emoji).values(rows))
  const one = () => addEmoji(eve, incoming('file.png', square, 'image/png', anyEmojiName()))
  await one()
  await expect(one()).rejects.toMatchObject({ code: 'conflict', reason: 'emoji.many' })
})

test('one reacts with those there are; of one that is gone reactions stay, and can be taken back', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const { id: messageId } = await say(ana, room, 'Hi')
  const { id, name } = await add(ana)
  const sign = `:${name}:`
  const reacted = await react(bob, { messageId }, sign, true)
  expect(reacted.reactions).toEqual([{ emoji: sign, userIds: [bob.viewer.userId] }])
  const unknown = { code: 'invalid_input', reason: 'emoji.unknown' }
  await expect(react(bob, { messageId }, `:${anyEmojiName()}:`, true)).rejects.toMatchObject(unknown)
  await expect(react(bob, { messageId }, ':<b>:', true)).rejects.toMatchObject(unknown)
  await remove(ana, id)
  await expect(react(ana, { messageId }, sign, true)).rejects.toMatchObject(unknown)
  expect((await react(bob, { messageId }, sign, false)).reactions).toEqual([])
})
