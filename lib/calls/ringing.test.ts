import { expect, test } from 'vitest'
import { createRoom, createUser, type Someone, unheard } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { ownIceServers } from './ice-servers.ts'
import { lockCall } from './locking.ts'
import { leaveCall, moderate, react } from './operations.ts'
import { decline, ring } from './ringing.ts'
import { joinCall } from './seating.ts'

const world = await openWorld({ STUN_URLS: 'stun:stun.example.org' })
const [ana, bob, cy, eve] = [
  await createUser(world, 'Ana'),
  await createUser(world, 'Bob'),
  await createUser(world, 'Cy'),
  await createUser(world, 'Eve'),
]
const media = { microphone: true, camera: false, screen: false }
const refused = (code: string) => ({ code, message: expect.any(String) })
let lines = 0
const join = async (someone: Someone, roomId: string) => {
  const line = { node: 'here', socketId: `ringing line ${++lines}` }
  const { participantId } = await joinCall(someone, { roomId, media }, line, unheard)
  return { roomId, participantId }
}
const personOf = ({ viewer }: Someone) => ({ id: viewer.userId, name: viewer.name, avatarUrl: null })
const direct = (...people: Someone[]) =>
  createRoom(ana, { visibility: 'direct', userIds: people.map(({ viewer }) => viewer.userId) })

test('a direct room is made for calls unless it is asked otherwise', async () => {
  expect(await direct(bob)).toMatchObject({ type: 'video', visibility: 'direct' })
})

test('ringing reaches those who are not in the call, once in ten seconds for each caller in each room', async () => {
  const room = await direct(bob, cy)
  const [own, theirs] = [await join(ana, room.id), await join(cy, room.id)]
  world.forget()
  await ring(ana, own)
  const rung = {
    event: 'call:ringing',
    audience: { people: [bob.viewer.userId] },
    payload: { roomId: room.id, from: personOf(ana) },
  }
  expect(world.heard).toEqual([rung])
  const again = await ring(ana, own).catch((error: unknown) => error)
  expect(again).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) })
  expect(world.heard).toEqual([rung])
  await ring(cy, theirs)
  expect(world.heardOf('call:ringing').at(-1)).toMatchObject({ payload: { from: personOf(cy) } })
  const other = await join(ana, (await direct(eve)).id)
  await expect(ring(ana, other)).resolves.toBeUndefined()
})

test('ringing is for direct rooms, and for who sits in their call now', async () => {
  const garden = await createRoom(ana, { type: 'video' }, { member: [bob] })
  await expect(ring(ana, await join(ana, garden.id))).rejects.toMatchObject(refused('conflict'))
  const room = await createRoom(bob, { visibility: 'direct', userIds: [cy.viewer.userId] })
  const gone = await join(bob, room.id)
  await leaveCall(world, gone)
  for (const seating of [gone, { roomId: room.id, participantId: 'nobody' }])
    await expect(ring(bob, seating)).rejects.toMatchObject(refused('not_found'))
  const held = await join(bob, room.id)
  await expect(ring(bob, { ...held, socketId: 'another' })).rejects.toMatchObject(refused('not_found'))
  expect(world.heardOf('call:ringing').filter(({ payload }) => payload.roomId === room.id)).toEqual([])
})

test('declining is told to the call and to one’s own other tabs', async () => {
  const room = await direct(bob, cy, eve)
  await expect(decline(bob, room.id), 'nobody calls').rejects.toMatchObject(refused('not_found'))
  await join(ana, room.id)
  world.forget()
  await decline(bob, room.id)
  const payload = { roomId: room.id, person: personOf(bob) }
  expect(world.heard).toEqual([
    { event: 'call:declined', audience: { call: room.id }, payload },
    { event: 'call:declined', audience: { people: [bob.viewer.userId] }, payload },
  ])
  await expect(decline(ana, room.id), 'inside').rejects.toMatchObject(refused('conflict'))
  const stranger = await createUser(world, 'Stranger')
  await expect(decline(stranger, room.id)).rejects.toMatchObject(refused('not_found'))
  const garden = await createRoom(ana, { type: 'video' }, { member: [bob] })
  await join(ana, garden.id)
  await expect(decline(bob, garden.id)).rejects.toMatchObject(refused('conflict'))
})

test('nobody moderates a direct room, so nobody locks its call', async () => {
  const room = await createRoom(bob, { visibility: 'direct', userIds: [eve.viewer.userId] })
  await join(bob, room.id)
  await expect(lockCall(bob, room.id, true)).rejects.toMatchObject(refused('forbidden'))
})

test('a reaction is shown to the call by who sits in it, and kept nowhere', async () => {
  const room = await createRoom(ana, { type: 'video' }, { member: [bob] })
  const [a, b] = [await join(ana, room.id), await join(bob, room.id)]
  world.forget()
  await react(bob, b, '🎉')
  const payload = { ...b, emoji: '🎉' }
  expect(world.heard).toEqual([{ event: 'call:reacted', audience: { call: room.id }, payload }])
  await moderate(ana, b, 'remove')
  await expect(react(bob, b, '🎉')).rejects.toMatchObject(refused('not_found'))
  await expect(react(ana, { ...a, socketId: 'another' }, '🎉')).rejects.toMatchObject(refused('not_found'))
  expect(world.heardOf('call:reacted')).toHaveLength(1)
})

test('the servers of the instance are told to its admins alone', async () => {
  const admin = await createUser(world, 'Admin', 'admin')
  expect(await ownIceServers(admin)).toEqual({
    iceServers: [{ urls: ['stun:stun.example.org'] }],
    expiresInMs: null,
  })
  await expect(ownIceServers(bob)).rejects.toMatchObject(refused('forbidden'))
})
