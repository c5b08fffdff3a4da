import { readdirSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { files } from '#lib/db/schema.ts'
import { remove } from '#lib/messages/operations.ts'
import { post } from '#lib/messages/post.ts'
import { createRoom, createUser, type Someone } from '../../tests/factories.ts'
import { form, incoming } from '../../tests/forms.ts'
import { openWorld } from '../../tests/world.ts'
import { purgeFiles } from './purge.ts'
import { removeUnsent } from './remove.ts'
import { makeSpace } from './space.ts'
import { upload } from './upload.ts'

const settings = { LIMIT_UPLOADS_PER_MIN: '1000', LIMIT_UNSENT_BYTES: '100000' }
const world = await openWorld(settings)
const send = async (someone: Someone, ids: string[]) => {
  const room = await createRoom(someone)
  const { message } = await post(someone, room.id, { clientId: ids.join(), content: '', attachmentIds: ids })
  return message
}
const sized = (bytes: number) => incoming('file', Buffer.alloc(bytes, 'x'))
const bytesOf = async ({ db, viewer }: Someone) => {
  const rows = await db.read.select().from(files).where(eq(files.uploaderId, viewer.userId))
  return rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}
const full = { code: 'conflict', message: expect.stringMatching(/Send or remove/) }

describe('what is not sent', () => {
  test('takes so much of a person and no byte more, until it is sent, or taken back, or its day is over', async () => {
    const [ana, bob] = [await createUser(world), await createUser(world)]
    const first = await upload(ana, sized(60_000))
    const second = await upload(ana, sized(40_000))
    await expect(upload(ana, sized(1))).rejects.toMatchObject(full)
    await upload(bob, sized(100_000))
    await send(ana, [first.id])
    const third = await upload(ana, sized(60_000))
    await expect(upload(ana, sized(1))).rejects.toMatchObject(full)
    await removeUnsent(ana, second.id)
    await upload(ana, sized(40_000))
    await removeUnsent(ana, third.id)
    world.pass(25 * 3_600_000)
    await upload(ana, sized(100_000))
    expect(readdirSync(world.files.unfinished)).toEqual([])
  })

  test('a deleted message gives back what it took', async () => {
    const ana = await createUser(world)
    const message = await send(ana, [(await upload(ana, sized(100_000))).id])
    await remove(ana, { messageId: message.id })
    await upload(ana, sized(100_000))
  })

  test.each([
    ['that tell their length', (bytes: number) => bytes + 200],
    ['that do not', () => null],
  ])('twenty uploads at once %s take no more than one after another', async (_what, lengthOf) => {
    const ana = await createUser(world)
    const all = Array.from({ length: 20 }, () =>
      upload(ana, { ...sized(20_000), contentLength: lengthOf(20_000) }),
    )
    const told = await Promise.allSettled(all)
    expect(told.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
    for (const one of told) if (one.status === 'rejected') expect(one.reason).toMatchObject(full)
    expect(await bytesOf(ana)).toBeLessThanOrEqual(100_000)
    // What was refused holds no place: as much as is left still goes.
    for (let left = 100_000 - (await bytesOf(ana)); left > 0; left -= 20_000) await upload(ana, sized(20_000))
    expect(await bytesOf(ana)).toBe(100_000)
  })

  test('is refused while it streams in, before it is all there', async () => {
    const ana = await createUser(world)
    await upload(ana, sized(90_000))
    const body = new PassThrough()
    body.write(form('file', Buffer.alloc(50_000, 'x')).subarray(0, 25_000))
    await expect(upload(ana, { ...sized(0), body })).rejects.toMatchObject(full)
    body.destroy()
  })

  test('counts at several processes at once', async () => {
    const ana = await createUser(world)
    const places = Array.from({ length: 8 }, () => ({ ...ana, files: { ...ana.files, space: makeSpace() } }))
    const told = await Promise.allSettled(places.map((one) => upload(one, sized(30_000))))
    expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await bytesOf(ana)).toBe(90_000)
  })
})

test('all files together take so much and no more, whoever sends them; what is removed gives its place back', async () => {
  const small = await openWorld({ ...settings, LIMIT_STORAGE_BYTES: '150000' })
  const [ana, bob] = [await createUser(small), await createUser(small)]
  await send(ana, [(await upload(ana, sized(100_000))).id])
  const mine = await upload(bob, sized(50_000))
  const noSpace = { code: 'conflict', message: expect.stringMatching(/no space left/) }
  await expect(upload(ana, sized(1))).rejects.toMatchObject(noSpace)
  const again = { ...ana, files: { ...ana.files, space: makeSpace() } }
  const told = await Promise.allSettled([1, 2, 3].map(() => upload(again, sized(1))))
  for (const one of told) expect(one, 'after a restart').toMatchObject({ reason: noSpace })
  await removeUnsent(bob, mine.id)
  small.pass(10_000)
  await upload(ana, sized(50_000))
})

describe('a file is taken back', () => {
  const lies = async ({ db }: Someone, id: string) => (await db.read.$count(files, eq(files.id, id))) === 1
  const readable = ({ files: { store } }: Someone, id: string) =>
    store.read(id).then(
      (stream) => Boolean(stream.destroy()),
      () => false,
    )

  test('by its uploader alone, once or twice, with its bytes', async () => {
    const [ana, bob] = [await createUser(world), await createUser(world)]
    const { id } = await upload(ana, sized(10))
    await removeUnsent(bob, id)
    expect([await lies(ana, id), await readable(ana, id)]).toEqual([true, true])
    await removeUnsent(ana, id)
    await removeUnsent(ana, id)
    await removeUnsent(ana, 'nothing')
    expect([await lies(ana, id), await readable(ana, id)]).toEqual([false, false])
  })

  test('not from a message that has it', async () => {
    const [ana, bob] = [await createUser(world), await createUser(world)]
    const { id } = await upload(ana, sized(10))
    await send(ana, [id])
    await expect(removeUnsent(ana, id)).rejects.toMatchObject({ code: 'conflict' })
    await removeUnsent(bob, id)
    expect([await lies(ana, id), await readable(ana, id)]).toEqual([true, true])
  })

  test('or sent, whichever comes first, never both', async () => {
    const ana = await createUser(world)
    for (let round = 0; round < 10; round++) {
      const { id } = await upload(ana, sized(10))
      const [sent] = await Promise.allSettled([send(ana, [id]), removeUnsent(ana, id).catch(() => undefined)])
      expect(await readable(ana, id)).toBe(sent.status === 'fulfilled')
    }
  })

  test('by the next round, should the process end in between', async () => {
    const ana = await createUser(world)
    const { id } = await upload(ana, sized(10))
    const broken = {
      ...ana.files,
      store: { ...ana.files.store, remove: () => Promise.reject(new Error('gone')) },
    }
    await expect(removeUnsent({ ...ana, files: broken }, id)).rejects.toThrow('gone')
    await expect(send(ana, [id])).rejects.toThrow(/add it again/)
    await purgeFiles(world)
    expect([await lies(ana, id), await readable(ana, id)]).toEqual([false, false])
  })
})
