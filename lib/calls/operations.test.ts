import { describe, expect, test } from 'vitest'
import { changeRoom } from '#lib/rooms/operations.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { createRoom, createUser, type Someone, unheard } from '../../tests/factories.ts'
import { endSeats } from '../../tests/seats.ts'
import { openWorld } from '../../tests/world.ts'
import { leaveByToken, leaveCall, moderate, relay, updateParticipant } from './operations.ts'
import { rosterOf } from './roster.ts'
import { joinCall } from './seating.ts'

const world = await openWorld()
const [ana, bob, eve] = [
  await createUser(world, 'Ana'),
  await createUser(world, 'Bob'),
  await createUser(world, 'Eve'),
]
const media = { microphone: true, camera: true, screen: false }
const notFound = { code: 'not_found' }
let lines = 0
const aLine = () => ({ node: 'here', socketId: `socket ${++lines}` })
const join = (someone: Someone, roomId: string, more = {}) =>
  joinCall(someone, { roomId, media, ...more }, aLine(), unheard)
const studio = () => createRoom(ana, { type: 'video' }, { member: [bob] })
const seatsIn = async (roomId: string) =>
  (await rosterOf(world.db.read, roomId)).map(({ participant }) => participant.id)

describe('joining', () => {
  test('gives later comers higher numbers, also when all come at once', async () => {
    const people = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => createUser(world, name)))
    const room = await createRoom(ana, { type: 'video' }, { member: people })
    const seats = await Promise.all(people.map((someone) => join(someone, room.id)))
    const numbers = (await rosterOf(world.db.read, room.id)).map(({ participant }) => participant.joinSeq)
    expect(new Set(numbers).size).toBe(5)
    expect(new Set(seats.map((seat) => seat.participantId)).size).toBe(5)
    expect(await seatsIn(room.id)).toHaveLength(5)
  })

  test('is for members of an open video room', async () => {
    const [text, secret, old] = [
      await createRoom(ana),
      await createRoom(ana, { type: 'video', visibility: 'private' }),
      await createRoom(ana, { type: 'video' }),
    ]
    await changeRoom(ana, old.id, { isActive: false })
    await expect(join(ana, text.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(join(eve, secret.id)).rejects.toMatchObject(notFound)
    await expect(join(ana, old.id)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('tells the members who is in the call, each person once', async () => {
    const room = await studio()
    expect(await getRoom(bob, room.id)).toMatchObject({ callParticipantCount: 0, callPeople: [] })
    await join(bob, room.id)
    await join(ana, room.id)
    world.forget()
    await join(ana, room.id)
    const called = { callParticipantCount: 3, callPeople: [{ name: 'Ana' }, { name: 'Bob' }] }
    expect(await getRoom(bob, room.id)).toMatchObject(called)
    expect(world.heardOf('room:changed')).toMatchObject([{ audience: { members: room.id }, payload: called }])
  })

  test('twice is two participants; replacing moves the call', async () => {
    const room = await studio()
    const [first, second] = [await join(ana, room.id), await join(ana, room.id)]
    expect(await seatsIn(room.id)).toEqual([first.participantId, second.participantId])
    world.forget()
    const moved = await join(ana, room.id, { replace: true })
    expect(await seatsIn(room.id)).toEqual([moved.participantId])
    expect(world.heardOf('call:replaced')).toHaveLength(2)
  })

  test('ends at what a mesh carries, also when many come at once', async () => {
    const small = await openWorld({ LIMIT_CALL_PARTICIPANTS: '3', LIMIT_CALL_VIDEO: '2' })
    const people = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => createUser(small, name)))
    const [owner, ...others] = people
    if (!owner) throw new Error('nobody')
    const room = await createRoom(owner, { type: 'video' }, { member: others })
    const outcomes = await Promise.allSettled(people.map((someone) => join(someone, room.id)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const refused = people.filter((_, i) => outcomes[i]?.status === 'rejected')
    const quiet = { media: { ...media, camera: false } }
    const third = await Promise.allSettled(refused.map((someone) => join(someone, room.id, quiet)))
    expect(third.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of [...outcomes, ...third])
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' })
  })
})

describe('signals', () => {
  test('go to the one participant they name, with who sent them', async () => {
    const room = await studio()
    const [a, b] = [await join(ana, room.id), await join(bob, room.id)]
    world.forget()
    const from = { roomId: room.id, participantId: a.participantId }
    await relay(ana, from, b.participantId, { epoch: 3, candidate: null })
    expect(world.heard).toEqual([
      {
        event: 'call:signaled',
        audience: { participant: b.participantId },
        payload: { roomId: room.id, from: a.participantId, epoch: 3, candidate: null },
      },
    ])
  })

  test('never leave the call, reach oneself, or somebody who is gone', async () => {
    const [room, other] = [await studio(), await studio()]
    const [a, b, far] = [await join(ana, room.id), await join(bob, room.id), await join(bob, other.id)]
    const from = { roomId: room.id, participantId: a.participantId }
    for (const to of [far.participantId, a.participantId, 'nobody'])
      await expect(relay(ana, from, to, { epoch: 0 })).rejects.toMatchObject(notFound)
    await leaveCall(world, { roomId: room.id, participantId: b.participantId })
    world.forget()
    await expect(relay(ana, from, b.participantId, { epoch: 0 })).rejects.toMatchObject(notFound)
    expect(world.heardOf('call:signaled')).toEqual([])
  })
})

describe('moderating', () => {
  test('is for moderators and owners', async () => {
    const room = await studio()
    const [a, b] = [await join(ana, room.id), await join(bob, room.id)]
    const one = (participantId: string) => ({ roomId: room.id, participantId })
    for (const someone of [bob, eve])
      await expect(moderate(someone, one(a.participantId), 'remove')).rejects.toMatchObject({
        code: 'forbidden',
      })
    await moderate(ana, one(b.participantId), 'mute')
    const [, second] = await rosterOf(world.db.read, room.id)
    expect(second?.participant.media).toEqual({ ...media, microphone: false })
    await moderate(ana, one(b.participantId), 'remove')
    expect(await seatsIn(room.id)).toEqual([a.participantId])
    await expect(moderate(ana, one(b.participantId), 'mute')).rejects.toMatchObject(notFound)
  })
})

test('what a participant shows of themselves is told to the call', async () => {
  const room = await studio()
  const seat = await join(ana, room.id)
  world.forget()
  const own = { roomId: room.id, participantId: seat.participantId }
  await updateParticipant(ana, own, { hand: true, media: { ...media, camera: false } })
  expect(world.heardOf('call:changed')).toMatchObject([
    { audience: { call: room.id }, payload: { hand: true, media: { camera: false } } },
  ])
})

test('changes of one participant at once do not undo each other', async () => {
  const room = await studio()
  await join(ana, room.id)
  const { participantId } = await join(bob, room.id)
  const own = { roomId: room.id, participantId }
  for (let time = 0; time < 5; time++) {
    const on = time % 2 === 0
    await Promise.all([
      updateParticipant(bob, own, { links: [{ participantId: 'a', state: 'ok', score: time }] }),
      updateParticipant(bob, own, { hand: on }),
      updateParticipant(bob, own, { recording: on }),
      updateParticipant(bob, own, { media: { ...media, camera: on } }),
    ])
    const row = (await rosterOf(world.db.read, room.id)).at(-1)
    expect(row?.participant).toMatchObject({
      links: [{ score: time }],
      hand: on,
      recording: on,
      media: { camera: on },
    })
  }
  await updateParticipant(bob, own, {})
})

test('a call that ends with its room is over; who loses the right to it was removed', async () => {
  const [room, other] = [await studio(), await studio()]
  for (const { id } of [room, other]) await join(bob, id)
  world.forget()
  await endSeats(world, room.id, 'all')
  expect(world.heardOf('call:moderated')).toEqual([])
  expect(world.heardOf('call:left')).toMatchObject([{ payload: { reason: 'ended' } }])
  await endSeats(world, other.id, [bob.viewer.userId])
  expect(world.heardOf('call:moderated')).toMatchObject([{ payload: { action: 'remove' } }])
})

test('a beacon leaves by its token alone, once, and only the call it is for', async () => {
  const [room, other] = [await studio(), await studio()]
  const seat = await join(ana, room.id)
  await expect(leaveByToken(world, other.id, seat.resumeToken)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(leaveByToken(world, room.id, 'nonsense')).rejects.toMatchObject({ code: 'forbidden' })
  world.forget()
  await leaveByToken(world, room.id, seat.resumeToken)
  await leaveByToken(world, room.id, seat.resumeToken)
  expect(await seatsIn(room.id)).toEqual([])
  expect(world.heardOf('call:left')).toHaveLength(1)
})
