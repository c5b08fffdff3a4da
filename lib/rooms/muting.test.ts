import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { edit, pin, react, remove } from '#lib/messages/operations.ts'
import { choose } from '#lib/messages/polls.ts'
import { post } from '#lib/messages/post.ts'
import { schedule } from '#lib/scheduled/operations.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { listRooms } from './list.ts'
import { addMember, joinRoom, leaveRoom, removeMember, setRole } from './members.ts'
import { muteMember, unmuteMember } from './muting.ts'
import { getRoom, listMembers } from './queries.ts'
import { memberQuery, roomQuery } from './schema.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const mod = await createUser(world, 'Mod')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const forbidden = { code: 'forbidden', reason: 'rooms.muted' }
const garden = () => createRoom(ana, {}, { moderator: [mod], member: [bob, eve] })
const hourMs = 3_600_000
const idOf = ({ viewer }: Someone) => viewer.userId
const muteSeen = async (who: Someone, roomId: string, whom: Someone) =>
  (await listMembers(who, roomId, memberQuery.parse({}))).items.find(({ id }) => id === idOf(whom))?.mute

describe('whoever is muted', () => {
  test('reads, and says nothing in any way; what they said they may take back', async () => {
    const room = await garden()
    const elsewhere = await createRoom(bob)
    const [own, other] = [await say(bob, room), await say(ana, room)]
    const poll = { choices: ['Yes', 'No'], several: false }
    const asked = await post(ana, room.id, { clientId: randomUUID(), content: 'Coming?', poll })
    const passed = await say(bob, elsewhere, 'from elsewhere')
    await muteMember(mod, room.id, idOf(bob), { forMs: hourMs })
    const saying = (more = {}) => post(bob, room.id, { clientId: randomUUID(), content: 'Hi', ...more })
    const sendAt = new Date(world.now() + 60_000).toISOString()
    for (const attempt of [
      () => saying(),
      () => saying({ threadId: other.id }),
      () => saying({ content: '', forwardOf: passed.id }),
      () => edit(bob, { messageId: own.id }, 'changed'),
      () => react(bob, { messageId: other.id }, '👍', true),
      () => choose(bob, { messageId: asked.message.id }, [0]),
      () => pin(bob, { messageId: own.id }, true),
      () => schedule(bob, room.id, { clientId: randomUUID(), content: 'Later', sendAt }),
    ])
      await expect(attempt()).rejects.toMatchObject(forbidden)
    await expect(remove(bob, { messageId: own.id })).resolves.toMatchObject({ content: '' })
    expect(await getRoom(bob, room.id)).toMatchObject({ lastSeq: 3 })
    await expect(say(eve, room), 'nobody else').resolves.toMatchObject({ seq: 4 })
    await expect(say(bob, elsewhere), 'nowhere else').resolves.toBeTruthy()
  })

  test('writes again when the time is over, or when it is ended', async () => {
    const room = await garden()
    await muteMember(mod, room.id, idOf(bob), { forMs: hourMs })
    world.pass(hourMs - 1_000)
    await expect(say(bob, room)).rejects.toMatchObject(forbidden)
    world.pass(1_001)
    await expect(say(bob, room)).resolves.toBeTruthy()
    await muteMember(mod, room.id, idOf(bob), {})
    world.pass(400 * 24 * hourMs)
    await expect(say(bob, room)).rejects.toMatchObject(forbidden)
    await unmuteMember(mod, room.id, idOf(bob))
    await expect(say(bob, room)).resolves.toBeTruthy()
  })

  test('stays so who leaves and comes back, is removed and added', async () => {
    const room = await garden()
    await muteMember(mod, room.id, idOf(bob), { forMs: hourMs, reason: 'Calm down' })
    await leaveRoom(bob, room.id)
    await joinRoom(bob, room.id)
    await expect(say(bob, room)).rejects.toMatchObject(forbidden)
    await removeMember(mod, room.id, idOf(bob))
    await addMember(eve, room.id, { userId: idOf(bob), role: 'member' })
    await expect(say(bob, room)).rejects.toMatchObject(forbidden)
    expect((await getRoom(bob, room.id)).mute?.reason).toBe('Calm down')
    await unmuteMember(mod, room.id, idOf(bob))
    await leaveRoom(bob, room.id)
    await joinRoom(bob, room.id)
    await expect(say(bob, room)).resolves.toBeTruthy()
  })

  test('has what waits to be sent later kept, and is told', async () => {
    const room = await garden()
    const sendAt = new Date(world.now() + 60_000).toISOString()
    await schedule(bob, room.id, { clientId: randomUUID(), content: 'Later', sendAt })
    await muteMember(mod, room.id, idOf(bob), {})
    world.pass(61_000)
    world.forget()
    await world.work()
    expect(world.heardOf('scheduled:changed')).toMatchObject([{ payload: { change: 'failed' } }])
  })

  test('who is made an owner is muted no more', async () => {
    const room = await garden()
    await muteMember(ana, room.id, idOf(mod), {})
    await setRole(ana, room.id, idOf(mod), 'owner')
    await expect(say(mod, room)).resolves.toBeTruthy()
  })
})

test('they and the moderators hear of it and see it, and nobody else', async () => {
  const room = await garden()
  world.forget()
  await muteMember(mod, room.id, idOf(bob), { forMs: hourMs, reason: 'Calm down' })
  await muteMember(mod, room.id, idOf(bob), {
    until: (await getRoom(bob, room.id)).mute?.until ?? '',
    reason: 'Calm down',
  })
  const mute = { until: expect.any(String), reason: 'Calm down' }
  expect(world.heard).toEqual([
    { event: 'room:muted', audience: { people: [idOf(bob)] }, payload: { roomId: room.id, mute } },
    {
      event: 'member:muted',
      audience: { members: room.id, among: expect.arrayContaining([idOf(ana), idOf(mod)]) },
      payload: { roomId: room.id, userId: idOf(bob) },
    },
  ])
  expect(world.heardOf('member:muted')[0]?.audience).toMatchObject({ among: { length: 2 } })
  expect(await muteSeen(mod, room.id, bob)).toEqual(mute)
  expect(await muteSeen(eve, room.id, bob)).toBeUndefined()
  expect(await muteSeen(bob, room.id, bob)).toBeUndefined()
  const listed = async (who: Someone) =>
    (await listRooms(who, roomQuery.parse({}))).items.find(({ id }) => id === room.id)
  expect((await listed(bob))?.mute).toEqual(mute)
  expect(await listed(eve)).not.toHaveProperty('mute')
  world.forget()
  await unmuteMember(mod, room.id, idOf(bob))
  expect(world.heardOf('room:muted')).toMatchObject([{ payload: { mute: null } }])
  expect((await listed(bob))?.mute, 'also in what is kept of the list').toBeUndefined()
})

test('is for moderators, of whom they could remove: no owner, and not oneself', async () => {
  const room = await garden()
  const other = await createUser(world, 'Other')
  await addMember(ana, room.id, { userId: idOf(other), role: 'moderator' })
  const refused = { code: 'forbidden', reason: 'rooms.mute' }
  for (const [who, whom] of [
    [eve, bob],
    [mod, ana],
    [mod, other],
    [mod, mod],
    [ana, ana],
  ] as const) {
    await expect(muteMember(who, room.id, idOf(whom), {})).rejects.toMatchObject(refused)
    await expect(unmuteMember(who, room.id, idOf(whom))).rejects.toMatchObject(refused)
  }
  await expect(muteMember(ana, room.id, idOf(other), {})).resolves.toMatchObject({ mute: { until: null } })
  await expect(unmuteMember(other, room.id, idOf(other))).rejects.toMatchObject(refused)
  const direct = await createRoom(ana, { visibility: 'direct', userIds: [idOf(bob)] } as never)
  await expect(muteMember(ana, direct.id, idOf(bob), {})).rejects.toMatchObject(refused)
  await expect(muteMember(bob, room.id, 'nobody', {})).rejects.toMatchObject({ code: 'not_found' })
  const past = { until: new Date(world.now() - 1).toISOString() }
  await expect(muteMember(ana, room.id, idOf(bob), past)).rejects.toMatchObject({ code: 'invalid_input' })
})

test('whoever comes back into an empty room owns it, and is not muted in it any more', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  await muteMember(ana, room.id, idOf(bob), {})
  await leaveRoom(bob, room.id)
  await leaveRoom(ana, room.id)
  expect(await joinRoom(bob, room.id)).toMatchObject({ role: 'owner' })
  await expect(say(bob, room)).resolves.toBeTruthy()
  await joinRoom(ana, room.id)
  await setRole(bob, room.id, idOf(ana), 'owner')
  await leaveRoom(bob, room.id)
  await joinRoom(bob, room.id)
  await expect(say(bob, room), 'nor after coming back').resolves.toBeTruthy()
})

test('a moderator who is muted takes away what others said, and says nothing with it', async () => {
  const room = await garden()
  const [first, second] = [await say(bob, room), await say(bob, room)]
  await muteMember(ana, room.id, idOf(mod), { forMs: hourMs })
  await expect(remove(mod, { messageId: first.id }, 'Read this instead')).rejects.toMatchObject(forbidden)
  await expect(remove(mod, { messageId: second.id })).resolves.toMatchObject({ content: '' })
})
