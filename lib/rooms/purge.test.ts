import { randomUUID } from 'node:crypto'
import { count, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { relay } from '#lib/calls/operations.ts'
import { joinCall } from '#lib/calls/seating.ts'
import {
  edits,
  files,
  memberships,
  mentions,
  messages,
  participants,
  rooms,
  saved,
  users,
} from '#lib/db/schema.ts'
import { exportRoom } from '#lib/export/operations.ts'
import { purgeFiles } from '#lib/files/purge.ts'
import { serveFile } from '#lib/files/serve.ts'
import { upload } from '#lib/files/upload.ts'
import { heldByRooms } from '#lib/job-kinds.ts'
import { changesSince } from '#lib/messages/changes.ts'
import { edit, pin, react } from '#lib/messages/operations.ts'
import { pinsOf } from '#lib/messages/pins.ts'
import { post } from '#lib/messages/post.ts'
import { history } from '#lib/messages/queries.ts'
import { thread } from '#lib/messages/thread.ts'
import { save } from '#lib/saved/operations.ts'
import { listSaved } from '#lib/saved/queries.ts'
import { createRoom, createUser, type Someone, say, unheard } from '../../tests/factories.ts'
import { incoming } from '../../tests/forms.ts'
import { searched } from '../../tests/found.ts'
import { openWorld } from '../../tests/world.ts'
import { acceptInvite, createInvite, invitedTo } from './invites.ts'
import { listRooms } from './list.ts'
import { addMember, joinRoom, leaveRoom } from './members.ts'
import { changeRoom, deleteRoom } from './operations.ts'
import { acquaintancesOf, findPeople } from './people.ts'
import { purgeRoom } from './purge.ts'
import { getRoom, listMembers, memberIds, roomSummary } from './queries.ts'
import { markRead } from './reading.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const admin = await createUser(world, 'Admin', 'admin')
const guest = await createUser(world, 'Guest', 'guest')
const media = { microphone: true, camera: false, screen: false }
const paging = { limit: 50 }

const tables = { edits, files, memberships, mentions, messages, participants, rooms, saved }
const rowsOf = async (table: keyof typeof tables) => {
  const [row] = await world.db.read.select({ n: count() }).from(tables[table])
  return row?.n ?? 0
}
const purgeAll = () => world.work()
/** Asked to end, it takes the part it is at. */
const purgePart = async (roomId: string) => {
  const purge = purgeRoom(world, roomId, heldByRooms, {
    signal: AbortSignal.abort(),
    progress: async () => {},
  })
  await expect(purge).rejects.toMatchObject({ name: 'AbortError' })
}
const purge = (roomId: string) =>
  purgeRoom(world, roomId, heldByRooms, { signal: new AbortController().signal, progress: async () => {} })

/** A room with a bit of everything, deleted a moment ago: nothing of it is purged yet. */
async function deleted() {
  const people = { member: [bob, admin, guest] }
  const room = await createRoom(ana, { name: 'Vault', type: 'video', visibility: 'public' }, people)
  const file = await upload(bob, incoming('plan.txt', 'the secret plan'))
  const clientId = randomUUID()
  const content = `secret vaultword <@${ana.viewer.userId}> <@room>`
  const { message } = await post(bob, room.id, { clientId, content, attachmentIds: [file.id] })
  const waiting = await upload(bob, incoming('later.txt', 'not sent yet'))
  await say(ana, room, 'an answer to the vaultword')
  await edit(bob, { messageId: message.id }, `${content} still`)
  await react(ana, { messageId: message.id }, '👍', true)
  await pin(ana, { messageId: message.id }, true)
  await save(admin, message.id)
  const { token } = await createInvite(ana, room.id, { expiresInMs: 3_600_000, uses: 5 })
  const seats: { roomId: string; participantId: string }[] = []
  for (const [at, someone] of [ana, bob].entries()) {
    const line = { node: 'here', socketId: `${room.id} ${at}` }
    const { participantId } = await joinCall(someone, { roomId: room.id, media }, line, unheard)
    seats.push({ roomId: room.id, participantId })
  }
  await world.background.catchUp()
  world.forget()
  await deleteRoom(ana, room.id)
  return { room, message, clientId, file, waiting, token, seats }
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    (answer) => answer,
    (error) => error.code ?? String(error),
  )

test('from the moment it is deleted nobody gets at anything of a room, before a row of it is gone', async () => {
  const { room, message, clientId, file, token, seats } = await deleted()
  const { id } = room
  expect(await rowsOf('messages')).toBeGreaterThan(2)
  const [one, two] = seats
  if (!one || !two) throw new Error('two sit in the call')
  const place = { messageId: message.id }
  const doors: ((who: Someone) => Promise<unknown>)[] = [
    (who) => getRoom(who, id),
    (who) => listMembers(who, id, paging),
    (who) => changeRoom(who, id, { name: 'Back' }),
    (who) => deleteRoom(who, id),
    (who) => joinRoom(who, id),
    (who) => leaveRoom(who, id),
    (who) => addMember(who, id, { userId: eve.viewer.userId, role: 'member' }),
    (who) => createInvite(who, id, { expiresInMs: 60_000, uses: 1 }),
    (who) => acceptInvite(who, token),
    (who) => history(who, id, paging),
    (who) => changesSince(who, id, 0),
    (who) => thread(who, { roomId: id, messageId: message.id }, paging),
    (who) => pinsOf(who, id, paging),
    (who) => say(who, room),
    (who) => post(who, id, { clientId, content: 'asked again' }),
    (who) => edit(who, place, 'changed'),
    (who) => react(who, place, '👀', true),
    (who) => markRead(who, id, { seq: 1, onlyForward: false }),
    (who) => save(who, message.id),
    (who) => exportRoom(who, id, 'json', 'https://rooms.test'),
    (who) => serveFile(who, file.id, () => undefined),
    (who) => searched(who, { q: 'vaultword', roomId: id }),
    (who) => joinCall(who, { roomId: id, media }, { node: 'here', socketId: 'late' }, unheard),
    (who) => relay(who, one, two.participantId, { epoch: 1 }),
  ]
  const dark = async () => {
    for (const [name, who] of Object.entries({ ana, bob, admin, guest, eve })) {
      for (const door of doors) expect(await outcome(door(who)), `${name}: ${door}`).toBe('not_found')
      for (const scope of ['joined', 'browse'] as const)
        expect((await listRooms(who, { scope, archived: false, limit: 100 })).items).toEqual([])
      expect((await searched(who, { q: 'vaultword' })).items).toEqual([])
      expect((await listSaved(who, paging)).items).toEqual([])
    }
    expect(await invitedTo(world, token)).toBeNull()
    expect(await memberIds(world.db.read, id)).toEqual([])
    expect(await roomSummary(world.db.read, id)).toBeNull()
    expect(await acquaintancesOf(ana.db.read, ana.viewer.userId), 'nobody hears of a new name by it').toEqual(
      [ana.viewer.userId],
    )
    expect((await findPeople(guest, '', paging)).items, 'a guest sees nobody by it').toEqual([])
  }
  await dark()
  // One part: some of it is gone, and the rest is as dark as before.
  await purgePart(id)
  expect(await rowsOf('memberships')).toBe(0)
  expect(await rowsOf('messages')).toBeGreaterThan(0)
  await dark()
  await purgeAll()
  await dark()
  expect(world.heard.map(({ event }) => event)).toEqual(['room:removed'])
})

test('nothing is left of it in the end: its files go with the next round, and what waits unsent stays', async () => {
  await purgeFiles(world)
  const before = await rowsOf('files')
  const { file, waiting } = await deleted()
  await purgeAll()
  for (const table of [
    'edits',
    'memberships',
    'mentions',
    'messages',
    'participants',
    'rooms',
    'saved',
  ] as const)
    expect(await rowsOf(table), table).toBe(0)
  await expect(
    serveFile(bob, file.id, () => undefined),
    'its uploader too',
  ).rejects.toMatchObject({
    code: 'not_found',
  })
  await purgeFiles(world)
  expect(await rowsOf('files')).toBe(before + 1)
  const sent = { clientId: randomUUID(), content: '', attachmentIds: [file.id] }
  await expect(post(bob, (await createRoom(bob)).id, sent)).rejects.toThrow(/add it again/)
  const { status, stream } = await serveFile(bob, waiting.id, () => undefined)
  stream?.destroy()
  expect(status).toBe(200)
  await world.background.catchUp()
  expect((await searched(bob, { q: 'vaultword' })).items).toEqual([])
})

test('other rooms keep their rows, numbers and unread', async () => {
  const room = await createRoom(ana, { name: 'Kept' }, { member: [bob] })
  for (const words of ['one', 'two']) await say(ana, room, words)
  await deleted()
  await purgeAll()
  expect(await getRoom(bob, room.id)).toMatchObject({ lastSeq: 2, unreadCount: 2, memberCount: 2 })
  expect(await say(ana, room, 'three')).toMatchObject({ seq: 3, revision: 3 })
  expect((await history(bob, room.id, paging)).items).toHaveLength(3)
  const { items } = await listRooms(bob, { scope: 'joined', archived: false, limit: 100, query: 'Kept' })
  expect(items).toMatchObject([{ id: room.id, unreadCount: 3 }])
})

test('it goes in parts: each goes on where the last one ended, several at once too', async () => {
  const [one, two] = [await createRoom(ana, { name: 'One' }), await createRoom(ana, { name: 'Two' })]
  for (const room of [one, two]) for (let n = 0; n < 40; n++) await say(ana, room, `number ${n}`)
  const edited = await say(ana, one, 'again and again')
  for (let n = 0; n < 100; n++) await edit(ana, { messageId: edited.id }, `again ${n}`)
  const crowd = Array.from({ length: 100 }, (_, n) => `crowd ${n}`)
  await world.db.write(async (tx) => {
    const [like] = await tx.select().from(users).where(eq(users.id, ana.viewer.userId))
    if (!like) throw new Error('Ana is there')
    await tx.insert(users).values(crowd.map((id) => ({ ...like, id, email: `${id}@example.org` })))
    await tx.insert(memberships).values(
      crowd.map((userId) => ({
        roomId: one.id,
        userId,
        role: 'member' as const,
        lastReadSeq: 0,
        joinedAt: 0,
      })),
    )
  })
  const left = async () => {
    const counts = await Promise.all((['edits', 'memberships', 'messages', 'rooms'] as const).map(rowsOf))
    return counts.reduce((sum, n) => sum + n, 0)
  }
  for (const room of [one, two]) await deleteRoom(ana, room.id)
  expect(world.heardOf('room:removed').at(-2)?.audience).toMatchObject({
    people: expect.arrayContaining(crowd),
  })
  const steps = [await left()]
  await purgePart(one.id)
  steps.push(await left())
  await Promise.all([purgePart(one.id), purgePart(one.id), purgePart(one.id)])
  steps.push(await left())
  const [first = 0, second = 0, third = 0] = steps
  expect(first - second, 'one part is small').toBeLessThanOrEqual(8)
  expect(second - third, 'three at once take no more than a part each').toBeLessThanOrEqual(3 * 8)
  expect(third).toBeGreaterThan(100)
  await Promise.all([purge(one.id), purge(one.id), purgeAll()])
  expect(await world.db.read.$count(rooms, eq(rooms.id, one.id))).toBe(0)
  expect(await world.db.read.$count(messages, eq(messages.roomId, two.id))).toBe(0)
})
