import { randomUUID } from 'node:crypto'
import { and, eq, lte } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as schema from '#lib/db/schema.ts'
import { storeSettings } from '#lib/instance/settings.ts'
import { pin } from '#lib/messages/operations.ts'
import { remind } from '#lib/reminders/operations.ts'
import { openDirectRoom } from '#lib/rooms/direct.ts'
import { createInvite } from '#lib/rooms/invites.ts'
import { addMember, leaveRoom, memberOf } from '#lib/rooms/members.ts'
import { newInvite } from '#lib/rooms/schema.ts'
import { save } from '#lib/saved/operations.ts'
import { schedule } from '#lib/scheduled/operations.ts'
import { createRoom, createUser, type Someone, say, sayInThread, staffed } from '../../tests/factories.ts'
import { openWorldOfGuests } from '../../tests/guests.ts'
import { password } from '../../tests/password.ts'
import { deleteAccount, deleteMyAccount } from './deletion.ts'

const place = '192.0.2.7'
const idOf = ({ viewer }: Someone) => viewer.userId

test('rooms go on with whoever has been there longest, and one in which nobody is left goes', async () => {
  const { world, ada, bob } = await staffed()
  const [cleo, dan, eve] = [
    await createUser(world, 'Cleo'),
    await createUser(world, 'Dan'),
    await createUser(world, 'Eve', 'guest'),
  ]
  const withModerator = await createRoom(bob, {}, { member: [cleo], moderator: [dan] })
  const withMembers = await createRoom(bob, {}, { member: [eve] })
  world.pass(1_000)
  await addMember(bob, withMembers.id, { userId: idOf(cleo), role: 'member' })
  const owned = await createRoom(bob, {}, { moderator: [cleo] })
  await addMember(bob, owned.id, { userId: idOf(dan), role: 'member' })
  await world.db.write((tx) =>
    tx
      .update(schema.memberships)
      .set({ role: 'owner' })
      .where(eq(schema.memberships.userId, idOf(dan))),
  )
  const alone = await createRoom(bob, { visibility: 'private' })
  const direct = await openDirectRoom(bob, { visibility: 'direct', type: 'video', userIds: [idOf(cleo)] })
  await say(bob, withMembers)
  world.forget()
  await deleteMyAccount(bob, { password }, place)
  await world.work()

  expect(world.heardOf('session:ended')).toHaveLength(1)
  expect(world.heardOf('profile:changed')).toMatchObject([
    {
      audience: { people: expect.arrayContaining([idOf(cleo), idOf(dan)]) },
      payload: { name: 'Deleted user' },
    },
  ])
  const roleOf = async (room: { id: string }, who: Someone) =>
    (await memberOf(world.db.read, room.id, idOf(who))).member.role
  expect(await roleOf(withModerator, dan)).toBe('owner')
  expect(await roleOf(withMembers, cleo)).toBe('owner')
  expect(await roleOf(withMembers, eve)).toBe('member')
  expect(await roleOf(owned, cleo)).toBe('moderator')
  expect(await world.db.read.$count(schema.rooms, eq(schema.rooms.id, alone.id))).toBe(0)
  expect(await roleOf(direct, cleo)).toBe('member')
  await deleteAccount(ada, idOf(cleo), place)
  await world.work()
  expect(await world.db.read.$count(schema.rooms, eq(schema.rooms.id, direct.id))).toBe(0)
})

test('guests of a room inherit nothing: it goes with who alone looked after it, and nobody leaves it to them', async () => {
  const { world, ada, ana, bob, opened, come, isHere } = await openWorldOfGuests()
  for (const visibility of ['private', 'public'] as const) {
    const owner = await createUser(world, 'Owner')
    const room = await createRoom(owner, { visibility })
    const gus = await come(await opened(owner, room))
    await expect(leaveRoom(owner, room.id)).rejects.toMatchObject({ reason: 'rooms.guestsAlone' })
    world.forget()
    await deleteMyAccount(owner, { password }, place)
    await world.work()
    expect(world.heardOf('member:changed').filter(({ payload }) => payload.userId === idOf(gus))).toEqual([])
    expect(await world.db.read.$count(schema.rooms, eq(schema.rooms.id, room.id)), visibility).toBe(0)
    expect(await isHere(gus)).toBe(false)
  }
  const room = await createRoom(ana, { visibility: 'private' })
  const gus = await come(await opened(ana, room))
  world.pass(1_000)
  await addMember(ana, room.id, { userId: idOf(bob), role: 'member' })
  await deleteAccount(ada, idOf(ana), place)
  await world.work()
  expect((await memberOf(world.db.read, room.id, idOf(bob))).member.role).toBe('owner')
  expect(await isHere(gus)).toBe(false)
})

test('what was under way as an account was deleted leaves nothing of it, a minute later', async () => {
  const { world, ada, bob } = await staffed()
  await world.db.write((tx) => storeSettings(tx, { deletedMessages: 'remove' }))
  const room = await createRoom(ada, {}, { member: [bob] })
  const message = await say(ada, room)
  await deleteAccount(ada, idOf(bob), place)
  // Whoever leaves the room in between is told so: here all of it comes before any job.
  const first = and(eq(schema.jobs.kind, 'messages.removeOf'), lte(schema.jobs.dueAt, world.now()))
  expect(await world.db.write((tx) => tx.delete(schema.jobs).where(first).returning())).toHaveLength(1)
  const later = new Date(world.now() + 3_600_000).toISOString()
  await save(bob, message.id)
  await remind(bob, message.id, later)
  await schedule(bob, room.id, { clientId: randomUUID(), content: 'Later', sendAt: later } as never)
  await createInvite(bob, room.id, newInvite.parse({}))
  await sayInThread(bob, message)
  await world.work()
  world.pass(60_000)
  await world.work()
  const { saved, reminders, scheduled, followers, invites } = schema
  for (const table of [saved, reminders, scheduled, followers])
    expect(await world.db.read.$count(table, eq(table.userId, idOf(bob)))).toBe(0)
  expect(await world.db.read.$count(invites, eq(invites.createdBy, idOf(bob)))).toBe(0)
  const said = await world.db.read
    .select()
    .from(schema.messages)
    .where(eq(schema.messages.authorId, idOf(bob)))
  expect(said.filter(({ kind }) => kind === 'text').map(({ content }) => content)).toEqual([''])
})

test('with “remove” what they wrote goes as if each was deleted, also once more from the middle', async () => {
  const { world, ada, bob } = await staffed()
  await world.db.write((tx) => storeSettings(tx, { deletedMessages: 'remove' }))
  const rooms = [await createRoom(ada, {}, { member: [bob] }), await createRoom(ada, {}, { member: [bob] })]
  for (const room of rooms) for (let n = 0; n < 20; n += 1) await say(bob, room, `Message ${n}`)
  const [room] = rooms
  if (!room) throw new Error('no room')
  const head = await say(bob, room, 'Head')
  const answer = await sayInThread(ada, head)
  await pin(ada, { roomId: room.id, messageId: head.id }, true)
  const foreign = await say(ada, room, 'Mine')
  const fileId = randomUUID()
  await world.db.write(async (tx) => {
    const file = { id: fileId, name: 'a', mimeType: 'text/plain', sizeBytes: 1, createdAt: world.now() }
    await tx
      .insert(schema.files)
      .values({ ...file, uploaderId: idOf(bob), messageId: head.id, roomId: room.id })
    const attachments = [{ ...file, url: '' }] as never
    await tx.update(schema.messages).set({ attachments }).where(eq(schema.messages.id, head.id))
  })
  await deleteAccount(ada, idOf(bob), place)
  world.forget()
  await world.work()

  const all = await world.db.read.select().from(schema.messages)
  const ofBob = all.filter(({ authorId, kind }) => authorId === idOf(bob) && kind === 'text')
  expect(ofBob).toHaveLength(41)
  for (const one of ofBob)
    expect(one).toMatchObject({ content: '', attachments: [], pinnedAt: null, removedFor: null })
  expect(ofBob.every(({ deletedAt }) => deletedAt !== null)).toBe(true)
  expect(all.find(({ id }) => id === answer.id)).toMatchObject({
    threadId: head.id,
    content: 'in the thread',
  })
  expect(all.find(({ id }) => id === foreign.id)).toMatchObject({ content: 'Mine', deletedAt: null })
  const [file] = await world.db.read.select().from(schema.files).where(eq(schema.files.id, fileId))
  expect(file).toMatchObject({ messageId: null, createdAt: 0 })
  expect(world.heardOf('message:gone')).toHaveLength(41)
})
