import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { files } from '#lib/db/schema.ts'
import { edit, remove } from '#lib/messages/operations.ts'
import { post } from '#lib/messages/post.ts'
import { history } from '#lib/messages/queries.ts'
import { historyQuery } from '#lib/messages/schema.ts'
import { joinRoom, removeMember } from '#lib/rooms/members.ts'
import { deleteRoom } from '#lib/rooms/operations.ts'
import { createRoom, createUser, type Someone } from '../../tests/factories.ts'
import { incoming, picture } from '../../tests/forms.ts'
import { openWorld } from '../../tests/world.ts'
import { purgeFiles } from './purge.ts'
import { serveFile, serveThumbnail } from './serve.ts'
import { upload } from './upload.ts'

const world = await openWorld({ LIMIT_UPLOADS_PER_MIN: '1000' })
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const day = 24 * 3_600_000
const dot = await picture('png', 4, 4)

const anUpload = (someone: Someone) => upload(someone, incoming('dot.png', dot))
const send = async (someone: Someone, room: { id: string }, attachmentIds: string[], content = '') =>
  (await post(someone, room.id, { clientId: randomUUID(), content, attachmentIds })).message
/** Whether somebody gets the file and its thumbnail; anything but both or a "not found" for both fails. */
async function mayRead(someone: Someone, id: string): Promise<boolean> {
  const gets = await Promise.all(
    [serveFile, serveThumbnail].map((serve) =>
      serve(someone, id, () => undefined).then(
        ({ stream }) => {
          stream?.destroy()
          return 'ok'
        },
        (error) => error.code,
      ),
    ),
  )
  expect(new Set(gets).size, gets.join()).toBe(1)
  expect(['ok', 'not_found']).toContain(gets[0])
  return gets[0] === 'ok'
}
const isKept = ({ id }: { id: string }) => existsSync(join(world.env.DATA_DIR, 'files', id.slice(0, 2), id))

describe('a file', () => {
  test("is its uploader's alone until it is sent, then the members', wherever the room is", async () => {
    const room = await createRoom(ana, { visibility: 'public' }, { member: [bob] })
    const file = await anUpload(ana)
    expect([await mayRead(ana, file.id), await mayRead(bob, file.id)]).toEqual([true, false])
    const message = await send(ana, room, [file.id])
    expect(message.attachments).toEqual([file])
    expect((await history(bob, room.id, historyQuery.parse({}))).items[0]?.attachments).toEqual([file])
    expect([await mayRead(bob, file.id), await mayRead(eve, file.id)]).toEqual([true, false])
    await joinRoom(eve, room.id)
    expect(await mayRead(eve, file.id)).toBe(true)
  })

  test('is gone for whoever is no longer a member, its uploader too', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
    const file = await anUpload(bob)
    await send(bob, room, [file.id])
    await removeMember(ana, room.id, bob.viewer.userId)
    expect([await mayRead(ana, file.id), await mayRead(bob, file.id)]).toEqual([true, false])
  })

  test('is gone for everybody with its message, and its bytes with the next round', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    const [one, two] = [await anUpload(bob), await anUpload(bob)]
    const message = await send(bob, room, [one.id, two.id], 'Look')
    const kept = await send(bob, room, [(await anUpload(bob)).id])
    expect(await remove(ana, { messageId: message.id })).toMatchObject({ attachments: [] })
    for (const { id } of [one, two])
      expect([await mayRead(ana, id), await mayRead(bob, id)]).toEqual([false, false])
    await expect(send(bob, room, [one.id]), 'it cannot be sent again').rejects.toThrow(/add it again/)
    await purgeFiles(world)
    expect([one, two, ...kept.attachments].map(isKept)).toEqual([false, false, true])
  })

  test('of a deleted room is gone at once, and cleaned up when the room is', async () => {
    const room = await createRoom(ana)
    const file = await anUpload(ana)
    await send(ana, room, [file.id])
    await deleteRoom(ana, room.id)
    expect(await mayRead(ana, file.id), 'not even by its uploader').toBe(false)
    await world.work()
    expect(await mayRead(ana, file.id)).toBe(false)
    await purgeFiles(world)
    expect(isKept(file)).toBe(false)
  })

  test('that is never sent is kept for a day, and cleaned up after it', async () => {
    const file = await anUpload(ana)
    world.pass(day - 60_000)
    await purgeFiles(world)
    expect([await mayRead(ana, file.id), isKept(file)]).toEqual([true, true])
    world.pass(3 * 3_600_000)
    expect(await mayRead(ana, file.id), 'its day is over').toBe(false)
    await expect(send(ana, await createRoom(ana), [file.id])).rejects.toMatchObject({ code: 'invalid_input' })
    await purgeFiles(world)
    expect(isKept(file)).toBe(false)
  })

  test('that broke off in a crash is cleaned up after a day', async () => {
    const [old, fresh] = ['old', 'fresh'].map((name) => join(world.files.unfinished, name))
    for (const folder of [old, fresh]) mkdirSync(folder ?? '')
    utimesSync(old ?? '', new Date(world.now() - 2 * day), new Date(world.now() - 2 * day))
    utimesSync(fresh ?? '', new Date(world.now()), new Date(world.now()))
    await purgeFiles(world)
    expect([existsSync(old ?? ''), existsSync(fresh ?? '')]).toEqual([false, true])
  })
})

describe('sending', () => {
  test("takes one's own unsent files only, and stores nothing otherwise", async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    const [mine, foreign, sent] = [await anUpload(bob), await anUpload(ana), await anUpload(bob)]
    const first = await send(bob, room, [sent.id])
    for (const ids of [[foreign.id], [sent.id], ['nothing'], [mine.id, mine.id], [mine.id, foreign.id]])
      await expect(send(bob, room, ids), ids.join()).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: 'attachmentIds' }],
      })
    expect(await send(bob, room, [mine.id])).toMatchObject({ seq: first.seq + 1, attachments: [mine] })
  })

  test('the same file in two messages at once goes with one of them', async () => {
    const room = await createRoom(ana)
    const file = await anUpload(ana)
    const sent = await Promise.allSettled([send(ana, room, [file.id]), send(ana, room, [file.id])])
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('again with its clientId gives the stored message with its files', async () => {
    const room = await createRoom(ana)
    const input = { clientId: randomUUID(), content: '', attachmentIds: [(await anUpload(ana)).id] }
    const [first, second] = [await post(ana, room.id, input), await post(ana, room.id, input)]
    expect(second).toEqual({ message: first.message, fresh: false })
  })

  test('loses its words in an edit and keeps its files; without files words must stay', async () => {
    const room = await createRoom(ana)
    const message = await send(ana, room, [(await anUpload(ana)).id], 'Look at this')
    const edited = await edit(ana, { messageId: message.id }, '')
    expect(edited).toMatchObject({ content: '', attachments: message.attachments })
    const words = await send(ana, room, [], 'Only words')
    await expect(edit(ana, { messageId: words.id }, '')).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'content' }],
    })
  })

  test('nothing but files is quoted by their names, until it is deleted', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    const message = await send(ana, room, [(await anUpload(ana)).id, (await anUpload(ana)).id])
    await post(bob, room.id, { clientId: randomUUID(), content: 'Nice', replyToId: message.id })
    const quoted = async () =>
      (await history(bob, room.id, historyQuery.parse({}))).items[1]?.replyTo?.excerpt
    expect(await quoted()).toBe('📎 dot.png, dot.png')
    await remove(ana, { messageId: message.id })
    expect(await quoted()).toBe('')
  })

  test('nothing but text leaves no trace among the files', async () => {
    const before = await world.db.read.$count(files)
    await send(ana, await createRoom(ana), [], 'Hello')
    expect(await world.db.read.$count(files)).toBe(before)
  })
})
