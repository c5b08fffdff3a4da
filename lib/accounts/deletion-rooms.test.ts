import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as schema from '#lib/db/schema.ts'
import { storeSettings } from '#lib/instance/settings.ts'
import { pin } from '#lib/messages/operations.ts'
import { openDirectRoom } from '#lib/rooms/direct.ts'
import { addMember, memberOf } from '#lib/rooms/members.ts'
import { createRoom, createUser, type Someone, say, sayInThread, staffed } from '../../tests/factories.ts'
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
