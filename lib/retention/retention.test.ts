import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { changeSettings } from '#lib/accounts/change-settings.ts'
import { joinCall } from '#lib/calls/seating.ts'
import { audit, edits, files, saved as kept, mentions, messages, reports } from '#lib/db/schema.ts'
import { purgeFiles } from '#lib/files/purge.ts'
import { upload } from '#lib/files/upload.ts'
import type { SettingsChange } from '#lib/instance/schema.ts'
import { changesSince } from '#lib/messages/changes.ts'
import { edit, pin, react } from '#lib/messages/operations.ts'
import { post } from '#lib/messages/post.ts'
import { history, writtenHistory } from '#lib/messages/queries.ts'
import { thread } from '#lib/messages/thread.ts'
import { reportMessage } from '#lib/moderation/reporting.ts'
import { changeRoom } from '#lib/rooms/operations.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { markRead } from '#lib/rooms/reading.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { save } from '#lib/saved/operations.ts'
import {
  createRoom,
  createUser,
  type Someone,
  say,
  sayInThread,
  signIn,
  unheard,
} from '../../tests/factories.ts'
import { incoming } from '../../tests/forms.ts'
import { searched } from '../../tests/found.ts'
import { openWorld } from '../../tests/world.ts'
import { goingFromAll, previewAll, previewRoom } from './preview.ts'
import { takeAllOld } from './take.ts'

const world = await openWorld({ LIMIT_SEARCHES_PER_10S: '100000' })
let ada = await createUser(world, 'Ada', 'admin')
let [ana, bob, eve] = [
  await createUser(world, 'Ana'),
  await createUser(world, 'Bob'),
  await createUser(world, 'Eve'),
]
const day = 86_400_000
const never = new AbortController().signal
const set = async (wanted: SettingsChange) =>
  changeSettings(await signIn(world, ada.viewer.userId), wanted, '127.0.0.1')
const take = () => takeAllOld(world, never)
const inRoom = async (room: Room, who: Someone = ana) => (await history(who, room.id, { limit: 50 })).items
const contents = async (room: Room) => (await inRoom(room)).map(({ content }) => content)
const of = ({ id }: { id: string }) => ({ messageId: id })
const rows = (ids: string[]) => world.db.read.select().from(messages).where(inArray(messages.id, ids))

const withFile = async (who: Someone, room: Room) => {
  const file = await upload(who, incoming('a.txt', 'a'.repeat(100)))
  const said = { clientId: randomUUID(), content: 'with a file', attachmentIds: [file.id] }
  return { file, message: (await post(who, room.id, said)).message }
}

// Each test begins with nothing old and nothing set; a session does not last for all that passes here.
beforeEach(async () => {
  const again = ({ viewer }: Someone) => signIn(world, viewer.userId)
  await set({ retentionDays: 1, roomRetention: 'any' })
  world.pass(40 * day)
  await take()
  ;[ada, ana, bob, eve] = [await again(ada), await again(ana), await again(bob), await again(eve)]
  await set({ retentionDays: null, roomRetention: 'shorter' })
  world.forget()
})

describe('what is older than it may be', () => {
  test('goes with all that hangs on it, and what is younger stays as it was', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
    const first = await say(ana, room, `zebra <@${bob.viewer.userId}>`)
    await edit(ana, of(first), `zebras <@${bob.viewer.userId}>`)
    await react(bob, of(first), '👍', true)
    await pin(ana, of(first), true)
    await save(bob, first.id)
    await reportMessage(bob, { roomId: room.id, ...of(first) }, { reason: 'Rude' })
    const { file, message } = await withFile(bob, room)
    world.pass(30 * day)
    const young = await post(bob, room.id, {
      clientId: randomUUID(),
      content: 'zebra too',
      replyToId: first.id,
    })
    await world.background.catchUp()
    const [row] = await rows([first.id])
    await take()
    expect(await inRoom(room), 'nothing is set').toHaveLength(3)

    await set({ retentionDays: 30 })
    await take()
    expect(await inRoom(room), 'it is thirty days and some hours').toHaveLength(3)
    world.pass(day)
    const revision = (await getRoom(ana, room.id)).revision
    await take()
    expect(await inRoom(room)).toEqual([{ ...young.message, replyTo: null }])
    expect(await rows([first.id, message.id])).toEqual([])
    const here = (table: typeof edits | typeof mentions | typeof kept) =>
      world.db.read.select().from(table).where(eq(table.messageId, first.id))
    for (const table of [edits, mentions, kept]) expect(await here(table)).toEqual([])
    const [report] = await world.db.read.select().from(reports).where(eq(reports.messageId, first.id))
    expect(report?.content, 'a report keeps what it kept').toContain('zebras')
    await purgeFiles(world)
    expect(await world.db.read.select().from(files).where(eq(files.id, file.id))).toEqual([])
    await world.background.catchUp()
    // As if it were there still: only what the index holds is looked at.
    if (row) await world.db.write((tx) => tx.insert(messages).values(row))
    expect((await searched(ana, { q: 'zebra' })).items.map(({ content }) => content)).toEqual(['zebra too'])
    expect((await getRoom(ana, room.id)).revision, 'no message changed').toBe(revision)
  })

  test('is a number that is not given again, and is unread for nobody', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
    for (const text of ['one', 'two', 'three']) await say(ana, room, text)
    world.pass(40 * day)
    const next = await say(ana, room, 'four')
    await set({ retentionDays: 30 })
    world.forget()
    await take()
    expect(await contents(room)).toEqual(['four'])
    expect(await getRoom(bob, room.id)).toMatchObject({
      ...{ firstSeq: next.seq, lastSeq: next.seq, lastReadSeq: next.seq - 1, unreadCount: 1 },
    })
    await markRead(bob, room.id, { seq: 0 })
    expect(await getRoom(bob, room.id), 'also where it is marked so').toMatchObject({ unreadCount: 1 })
    expect((await say(ana, room, 'five')).seq).toBe(next.seq + 1)
    expect(world.heardOf('room:changed').at(0)?.payload).toMatchObject({ id: room.id, firstSeq: next.seq })
  })

  test('is not told of any more: a page that was away hears where the history begins', async () => {
    const room = await createRoom(ana, { visibility: 'private' })
    await say(ana, room, 'old')
    const { revision } = await getRoom(ana, room.id)
    world.pass(40 * day)
    const before = (await writtenHistory(ana, room.id, { limit: 50 })).etag
    await set({ retentionDays: 30 })
    await take()
    expect(await changesSince(ana, room.id, revision)).toEqual({
      ...{ revision, changes: [], reset: false, firstSeq: 2 },
    })
    const after = await writtenHistory(ana, room.id, { limit: 50 })
    expect(after.etag).not.toBe(before)
    expect(await history(ana, room.id, { around: 1, limit: 50 })).toMatchObject({
      items: [],
      hasBefore: false,
    })
    const next = await say(ana, room, 'new')
    expect((await changesSince(ana, room.id, 0)).changes).toEqual([next])
  })

  test('leaves the first message of a thread that goes on, empty, and in the thread alone', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
    const [first, other] = [await say(ana, room, 'begins'), await say(ana, room, 'begins another')]
    const old = await sayInThread(bob, first)
    await sayInThread(bob, other)
    world.pass(20 * day)
    const young = await sayInThread(bob, first)
    world.pass(20 * day)
    await set({ retentionDays: 30 })
    await take()
    expect(await inRoom(room)).toEqual([])
    const read = await thread(ana, { roomId: room.id, messageId: young.id }, { limit: 50 })
    expect(read.first).toMatchObject({ id: first.id, content: '', inRoom: false })
    expect(read.first.deletedAt).not.toBeNull()
    expect(read.items).toEqual([young])
    expect(await rows([old.id, other.id])).toEqual([])
    world.pass(20 * day)
    await take()
    expect(await rows([first.id, young.id]), 'with its last reply').toEqual([])
  })

  test('goes in parts, and goes on where it was ended', async () => {
    const room = await createRoom(ana, { visibility: 'private' })
    for (let n = 0; n < 30; n++) await say(ana, room, `old ${n}`)
    world.pass(40 * day)
    await say(ana, room, 'young')
    await set({ retentionDays: 30 })
    await expect(takeAllOld(world, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop')
    const left = await contents(room)
    expect(left.length).toBeLessThan(31)
    expect(left.length).toBeGreaterThan(1)
    await take()
    expect(await contents(room)).toEqual(['young'])
  })

  test('stays while its call goes on', async () => {
    const room = await createRoom(ana, { type: 'video', visibility: 'private' })
    await say(ana, room, 'before')
    const media = { microphone: true, camera: false, screen: false }
    await joinCall(ana, { roomId: room.id, media }, { node: 'here', socketId: 'line' }, unheard)
    world.pass(40 * day)
    await set({ retentionDays: 30 })
    expect((await previewAll(ada, {})).total).toMatchObject({ messages: 1 })
    await take()
    expect((await inRoom(room)).map(({ kind }) => kind)).toEqual(['call'])
  })

  test('is written in the log, once for all rooms, in numbers', async () => {
    const room = await createRoom(ana, { visibility: 'private' })
    await say(ana, room, 'a secret')
    await withFile(ana, room)
    world.pass(40 * day)
    await set({ retentionDays: 30 })
    const told = () =>
      world.db.read.select().from(audit).where(eq(audit.action, 'retention.applied')).orderBy(audit.at)
    const before = (await told()).length
    await take()
    await take()
    const entries = (await told()).slice(before)
    expect(entries).toMatchObject([{ actorId: null, detail: { rooms: '1', messages: '2', files: '1' } }])
    expect(JSON.stringify(entries)).not.toContain('secret')
  })
})

describe('what would go', () => {
  test('is told before anything is set, room by room, and is then what goes', async () => {
    const [room, other] = [
      await createRoom(ana, { name: 'Garden', visibility: 'private' }),
      await createRoom(ana, { visibility: 'direct', userIds: [bob.viewer.userId] }),
    ]
    const oldest = await say(ana, room, 'one')
    await withFile(ana, room)
    await say(ana, other, 'two')
    world.pass(40 * day)
    await say(ana, room, 'young')
    const told = await previewAll(ada, { retentionDays: 30 })
    const files = { files: 1, bytes: 100 }
    expect(told.total).toEqual({ messages: 3, ...files, oldestAt: oldest.createdAt })
    expect(told.rooms).toMatchObject([
      { room: { name: 'Garden' }, days: 30, messages: 2, ...files, oldestAt: oldest.createdAt },
      { room: { name: '', visibility: 'direct' }, days: 30, messages: 1, files: 0, bytes: 0 },
    ])
    expect((await goingFromAll(world, {})).total.messages, 'as it is set').toBe(0)
    expect((await previewAll(ada, { retentionDays: 60 })).rooms).toEqual([])
    expect(await contents(room), 'nothing was taken').toHaveLength(3)
    await set({ retentionDays: 30 })
    await take()
    expect([await contents(room), await contents(other)]).toEqual([['young'], []])
    expect((await previewAll(ada, {})).rooms).toEqual([])
  })

  test('is counted to the last one of many', async () => {
    const room = await createRoom(ana, { visibility: 'private' })
    for (let n = 1; n <= 12; n++) {
      await say(ana, room, String(n))
      world.pass(day)
    }
    for (let days = 1; days <= 12; days++)
      expect((await previewRoom(ana, room.id, days)).messages, `${days} days`).toBe(12 - days)
  })

  test('is for administrators, and of a room for its owners', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { moderator: [bob] })
    await expect(previewAll(ana, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(previewRoom(bob, room.id, 1)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(previewRoom(eve, room.id, 1)).rejects.toMatchObject({ code: 'not_found' })
    await expect(previewRoom(ada, room.id, 1)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a room of its own', () => {
  const days = async (room: Room, retentionDays: number | null, who = ana) =>
    (await changeRoom(who, room.id, { retentionDays }, '10.0.0.1')).retentionDays

  test('keeps messages for a shorter time than the installation, and a longer one where that is allowed', async () => {
    const room = await createRoom(ana, { visibility: 'private' })
    expect(await days(room, 400), 'nothing is set for all').toBe(400)
    await set({ retentionDays: 30 })
    await expect(days(room, 31)).rejects.toMatchObject({ code: 'forbidden' })
    await say(ana, room, 'old')
    world.pass(40 * day)
    expect(await previewRoom(ana, room.id, 400), 'what was chosen before counts no longer').toMatchObject({
      messages: 1,
    })
    await set({ roomRetention: 'any' })
    expect(await days(room, 50)).toBe(50)
    await take()
    expect(await contents(room)).toEqual(['old'])
    expect(await days(room, 7)).toBe(7)
    await take()
    expect(await contents(room)).toEqual([])
    expect(await days(room, null)).toBeNull()
  })

  test('is set by its owners alone, and never a direct one; it is written in the log', async () => {
    const room = await createRoom(ana, { name: 'Garden', visibility: 'public' }, { moderator: [bob] })
    const direct = await createRoom(ana, { visibility: 'direct', userIds: [bob.viewer.userId] })
    for (const who of [bob, eve, ada])
      await expect(days(room, 1, who)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(days(direct, 1)).rejects.toMatchObject({ code: 'forbidden' })
    await days(room, 7)
    await days(room, 7)
    const entries = await world.db.read
      .select()
      .from(audit)
      .where(and(eq(audit.action, 'room.retention_changed'), eq(audit.targetId, room.id)))
    expect(entries).toMatchObject([
      { actorName: 'Ana', targetName: 'Garden', address: '10.0.0.1', detail: { from: '', to: '7' } },
    ])
  })
})
