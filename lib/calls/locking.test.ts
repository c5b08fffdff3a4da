import { describe, expect, test } from 'vitest'
import { callGraceMs } from '#lib/limits.ts'
import { setRole } from '#lib/rooms/members.ts'
import { createRoom, createUser, type Someone, unheard } from '../../tests/factories.ts'
import { endSeats } from '../../tests/seats.ts'
import { openWorld } from '../../tests/world.ts'
import { knock } from './knocks.ts'
import { callIn } from './lifecycle.ts'
import { findLost, keepLines, lineLost } from './lines.ts'
import { lockCall } from './locking.ts'
import { leaveByToken, leaveCall, moderate, updateParticipant } from './operations.ts'
import { joinCall, resumeCall } from './seating.ts'

const world = await openWorld()
const [ana, mo, bob, cy, eve] = [
  await createUser(world, 'Ana'),
  await createUser(world, 'Mo'),
  await createUser(world, 'Bob'),
  await createUser(world, 'Cy'),
  await createUser(world, 'Eve'),
]
const media = { microphone: true, camera: false, screen: false }
const refused = (code: string) => ({ code, message: expect.any(String) })
let lines = 0
const aLine = () => ({ node: 'here', socketId: `locked line ${++lines}` })
const join = (someone: Someone, roomId: string, more = {}, line = aLine()) =>
  joinCall(someone, { roomId, media, ...more }, line, unheard)
const resume = (someone: Someone, resumeToken: string, more = {}) =>
  resumeCall(someone, { resumeToken, media, ...more }, aLine(), unheard)
const idOf = ({ viewer }: Someone) => viewer.userId

const studio = () => createRoom(ana, { type: 'video' }, { moderator: [mo], member: [bob, cy] })
/** A room whose owner holds a locked call. */
async function locked() {
  const { id: roomId } = await studio()
  const seat = await join(ana, roomId)
  await lockCall(ana, roomId, true)
  const own = { roomId, participantId: seat.participantId }
  world.forget()
  return { roomId, seat, own }
}
const seatIn = (roomId: string, { participantId }: { participantId: string }) => ({ roomId, participantId })
const told = () => world.heardOf('call:answered').map(({ audience, payload }) => ({ audience, ...payload }))

describe('a lock', () => {
  test('is for moderators and owners, from inside and outside, of a call that goes on', async () => {
    const { id: roomId } = await studio()
    await expect(lockCall(ana, roomId, true)).rejects.toMatchObject(refused('not_found'))
    await join(bob, roomId)
    await expect(lockCall(bob, roomId, true)).rejects.toMatchObject(refused('forbidden'))
    await expect(lockCall(eve, roomId, true)).rejects.toMatchObject(refused('forbidden'))
    world.forget()
    await lockCall(mo, roomId, true)
    expect(world.heard).toEqual([
      { event: 'call:locked', audience: { call: roomId }, payload: { roomId, locked: true } },
    ])
    expect(await callIn(world.db.read, roomId)).toMatchObject({ locked: true })
    await expect(lockCall(bob, roomId, false)).rejects.toMatchObject(refused('forbidden'))
  })

  test('keeps others out, not moderators and owners', async () => {
    const { roomId } = await locked()
    await expect(join(bob, roomId)).rejects.toMatchObject(refused('forbidden'))
    await expect(join(bob, roomId, { replace: true })).rejects.toMatchObject(refused('forbidden'))
    expect(await join(mo, roomId)).toMatchObject({ locked: true, participants: [{}, {}] })
    await setRole(ana, roomId, idOf(mo), 'member')
    await expect(join(cy, roomId)).rejects.toMatchObject(refused('forbidden'))
  })

  test('is gone with the call it belongs to', async () => {
    const { roomId, own } = await locked()
    await knock(bob, roomId, true)
    world.forget()
    await leaveCall(world, own)
    expect(told()).toMatchObject([{ audience: { call: roomId } }, { audience: { people: [idOf(bob)] } }])
    expect(told()).toMatchObject([{ admitted: false }, { admitted: false }])
    expect(await join(bob, roomId)).toMatchObject({ locked: false, knocking: [] })
    await expect(lockCall(bob, roomId, true)).rejects.toMatchObject(refused('forbidden'))
  })

  test('that is opened lets everybody in, and tells those who wait', async () => {
    const { roomId } = await locked()
    await knock(bob, roomId, true)
    world.forget()
    await lockCall(ana, roomId, false)
    expect(told()).toEqual(
      [{ call: roomId }, { people: [idOf(bob)] }].map((audience) => ({
        audience,
        roomId,
        userId: idOf(bob),
        admitted: true,
      })),
    )
    await lockCall(ana, roomId, true)
    await expect(join(bob, roomId), 'nobody let them in').rejects.toMatchObject(refused('forbidden'))
    await lockCall(ana, roomId, false)
    await join(bob, roomId)
  })

  test('never lets in whoever comes at the same moment', async () => {
    const { id: roomId } = await studio()
    await join(ana, roomId)
    await Promise.allSettled([lockCall(ana, roomId, true), join(bob, roomId)])
    const inside = async () => (await callIn(world.db.read, roomId))?.participants.length
    const before = await inside()
    await expect(join(cy, roomId)).rejects.toMatchObject(refused('forbidden'))
    expect(await inside()).toBe(before)
  })
})

describe('coming back into a locked call', () => {
  /** Bob sat in the call before it was locked. */
  async function withBob() {
    const { id: roomId } = await studio()
    const [anasLine, line] = [aLine(), aLine()]
    await join(ana, roomId, {}, anasLine)
    const seat = await join(bob, roomId, {}, line)
    await lockCall(ana, roomId, true)
    return { roomId, anasLine, line, seat, own: seatIn(roomId, seat) }
  }

  test('is free for a seat that is held, also from another tab', async () => {
    const { roomId, seat, line } = await withBob()
    expect(await resume(bob, seat.resumeToken)).toMatchObject({ locked: true, knocking: [] })
    await lineLost(world, line.socketId)
    await resume(bob, seat.resumeToken)
    const moved = await join(bob, roomId, { replace: true })
    expect(moved.participants).toHaveLength(2)
  })

  test('is free after a reload, and not later', async () => {
    const { roomId, seat } = await withBob()
    await leaveByToken(world, roomId, seat.resumeToken)
    world.pass(callGraceMs - 5_000)
    await resume(bob, seat.resumeToken)
    await leaveByToken(world, roomId, seat.resumeToken)
    await expect(join(bob, roomId), 'only the token says so').rejects.toMatchObject(refused('forbidden'))
    world.pass(callGraceMs + 1)
    await expect(resume(bob, seat.resumeToken)).rejects.toMatchObject(refused('forbidden'))
  })

  test('ends a while after the seat was lost', async () => {
    const { roomId, anasLine, line, seat } = await withBob()
    await lineLost(world, line.socketId)
    world.pass(callGraceMs + 1)
    await keepLines(world, 'here', [anasLine.socketId])
    await findLost(world)
    await world.work()
    expect((await callIn(world.db.read, roomId))?.participants).toHaveLength(1)
    await expect(join(bob, roomId)).rejects.toMatchObject(refused('forbidden'))
    world.pass(callGraceMs + 1)
    await expect(resume(bob, seat.resumeToken)).rejects.toMatchObject(refused('forbidden'))
  })

  test('is not for a seat of the call before', async () => {
    const { roomId, seat } = await withBob()
    await leaveByToken(world, roomId, seat.resumeToken)
    await endSeats(world, roomId, [idOf(ana)])
    world.pass(1_000)
    await join(mo, roomId)
    await lockCall(mo, roomId, true)
    await expect(resume(bob, seat.resumeToken)).rejects.toMatchObject(refused('forbidden'))
  })

  test('is over once removed, by whatever seat or token', async () => {
    const { roomId, own, seat } = await withBob()
    const second = await join(bob, roomId)
    await leaveByToken(world, roomId, second.resumeToken)
    await moderate(ana, own, 'remove')
    for (const { resumeToken } of [seat, second]) await expect(resume(bob, resumeToken)).rejects.toThrow()
    await expect(join(bob, roomId)).rejects.toMatchObject(refused('forbidden'))
  })
})

test('who records is shown, and has to say so again after a lost line', async () => {
  const { id: roomId } = await studio()
  const seat = await join(ana, roomId)
  expect(seat.participants).toMatchObject([{ recording: false }])
  world.forget()
  await updateParticipant(ana, seatIn(roomId, seat), { recording: true })
  expect(world.heardOf('call:changed')).toMatchObject([{ payload: { recording: true, media } }])
  expect(await resume(ana, seat.resumeToken, { recording: true })).toMatchObject({
    participants: [{ recording: true }],
  })
  expect(await resume(ana, seat.resumeToken)).toMatchObject({ participants: [{ recording: false }] })
})
