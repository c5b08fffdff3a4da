import { describe, expect, test } from 'vitest'
import { openSession, revokeSession } from '#lib/accounts/sessions.ts'
import { callGraceMs } from '#lib/limits.ts'
import { createRoom, createUser, type Someone, unheard } from '../../tests/factories.ts'
import { endSeatsOfSession } from '../../tests/seats.ts'
import { openWorld } from '../../tests/world.ts'
import { findLost, keepLines, lineLost } from './lines.ts'
import { moderate, updateParticipant } from './operations.ts'
import { rosterOf } from './roster.ts'
import { joinCall, resumeCall } from './seating.ts'

const world = await openWorld()
const [ana, bob, eve] = [
  await createUser(world, 'Ana'),
  await createUser(world, 'Bob'),
  await createUser(world, 'Eve'),
]
const media = { microphone: true, camera: true, screen: false }
let lines = 0
const aLine = () => ({ node: 'here', socketId: `socket ${++lines}` })
const join = (someone: Someone, roomId: string, more = {}) =>
  joinCall(someone, { roomId, media, ...more }, aLine(), unheard)
const studio = () => createRoom(ana, { type: 'video' }, { member: [bob] })
const seatsIn = async (roomId: string) =>
  (await rosterOf(world.db.read, roomId)).map(({ participant }) => participant.id)

describe('a lost line', () => {
  test('keeps the seat for its time, and may come back to it', async () => {
    const room = await studio()
    const line = aLine()
    const seat = await joinCall(ana, { roomId: room.id, media }, line, unheard)
    await lineLost(world, line.socketId)
    expect(world.heardOf('call:changed').at(-1)?.payload).toMatchObject({ status: 'reconnecting' })
    world.pass(callGraceMs - 10_000)
    const back = await resumeCall(ana, { resumeToken: seat.resumeToken, media }, aLine(), unheard)
    expect(back.participantId).toBe(seat.participantId)
    expect(back.participants).toMatchObject([{ status: 'connected', joinSeq: expect.any(Number) }])
  })

  test('ends the seat when its time is over', async () => {
    const room = await studio()
    const line = aLine()
    const seat = await joinCall(ana, { roomId: room.id, media }, line, unheard)
    await lineLost(world, line.socketId)
    world.pass(callGraceMs + 1_000)
    world.forget()
    await findLost(world)
    await world.work()
    expect(await seatsIn(room.id)).toEqual([])
    const told = world.heardOf('call:left').filter(({ payload }) => payload.roomId === room.id)
    expect(told).toMatchObject([{ payload: { participantId: seat.participantId, reason: 'lost' } }])
  })

  test('that is lost again gives the seat its whole time again', async () => {
    const room = await studio()
    const [first, second] = [aLine(), aLine()]
    const seat = await joinCall(ana, { roomId: room.id, media }, first, unheard)
    await lineLost(world, first.socketId)
    world.pass(callGraceMs - 5_000)
    await resumeCall(ana, { resumeToken: seat.resumeToken, media }, second, unheard)
    await lineLost(world, second.socketId)
    world.pass(callGraceMs - 5_000)
    await world.work()
    expect(await seatsIn(room.id), 'the first loss is over').toEqual([seat.participantId])
    world.pass(5_001)
    await world.work()
    expect(await seatsIn(room.id)).toEqual([])
  })

  test('is missed when nobody said so, and found again when it was not lost', async () => {
    const room = await studio()
    const [a, b] = [aLine(), aLine()]
    await joinCall(ana, { roomId: room.id, media }, a, unheard)
    await joinCall(bob, { roomId: room.id, media }, b, unheard)
    const statuses = async () =>
      (await rosterOf(world.db.read, room.id)).map(({ participant }) => participant.lostAt !== null)
    world.pass(30_000)
    await findLost(world)
    await world.work()
    expect(await statuses(), 'nobody was heard of').toEqual([true, true])
    world.forget()
    // The process still holds one of the sockets; another process has one of the same name.
    await keepLines(world, 'here', [a.socketId])
    await keepLines(world, 'elsewhere', [b.socketId])
    expect(await statuses()).toEqual([false, true])
    expect(world.heardOf('call:changed')).toMatchObject([{ payload: { name: 'Ana', status: 'connected' } }])
    world.pass(callGraceMs - 1_000)
    await keepLines(world, 'here', [a.socketId])
    world.pass(2_000)
    await findLost(world)
    await world.work()
    expect(await statuses(), 'the other one is gone').toEqual([false])
  })

  test('does not keep a mute from arriving', async () => {
    const room = await studio()
    await join(ana, room.id)
    const line = aLine()
    const seat = await joinCall(bob, { roomId: room.id, media }, line, unheard)
    const own = { roomId: room.id, participantId: seat.participantId }
    const shown = async () => (await rosterOf(world.db.read, room.id)).at(-1)?.participant.media.microphone
    const resume = () =>
      resumeCall(bob, { resumeToken: seat.resumeToken, media }, { ...line, socketId: 'new' }, unheard)
    await lineLost(world, line.socketId)
    await moderate(ana, own, 'mute')
    world.forget()
    await resume()
    expect(await shown()).toBe(false)
    expect(world.heardOf('call:moderated')).toMatchObject([
      { audience: { participant: seat.participantId }, payload: { action: 'mute' } },
    ])
    // Heard now: what they say after that is theirs.
    await updateParticipant(bob, own, { media: { ...media, microphone: false } })
    await resume()
    expect(await shown()).toBe(true)
  })

  test('is resumed under the session that resumes it', async () => {
    const room = await studio()
    const seat = await join(bob, room.id)
    const client = { userAgent: '', address: '' }
    const another = await openSession(world, { userId: bob.viewer.userId, kind: 'program', ...client })
    const elsewhere = { ...bob, viewer: { ...bob.viewer, sessionId: another.id } }
    await resumeCall(elsewhere, { resumeToken: seat.resumeToken, media }, aLine(), unheard)
    await endSeatsOfSession(world, bob.viewer.userId, bob.viewer.sessionId)
    expect(await seatsIn(room.id)).toEqual([seat.participantId])
    await endSeatsOfSession(world, bob.viewer.userId, another.id)
    expect(await seatsIn(room.id)).toEqual([])
  })

  test('is taken, or taken again, under no session that has ended', async () => {
    const room = await studio()
    const client = { userAgent: '', address: '' }
    const { id: sessionId } = await openSession(world, {
      userId: bob.viewer.userId,
      kind: 'program',
      ...client,
    })
    const ending = { ...bob, viewer: { ...bob.viewer, sessionId } }
    const seat = await join(ending, room.id)
    await revokeSession(bob, sessionId)
    expect(await seatsIn(room.id)).toEqual([])
    const resumed = resumeCall(ending, { resumeToken: seat.resumeToken, media }, aLine(), unheard)
    await expect(resumed).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(join(ending, room.id)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await seatsIn(room.id)).toEqual([])
  })

  test('is not resumed with the token of another, nor after being removed or moved', async () => {
    const room = await studio()
    const [a, b] = [await join(ana, room.id), await join(bob, room.id)]
    const resume = (someone: Someone, resumeToken: string) =>
      resumeCall(someone, { resumeToken, media }, aLine(), unheard)
    await expect(resume(eve, b.resumeToken)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(resume(bob, 'nonsense')).rejects.toMatchObject({ code: 'forbidden' })
    await moderate(ana, { roomId: room.id, participantId: b.participantId }, 'remove')
    await expect(resume(bob, b.resumeToken)).rejects.toMatchObject({ code: 'conflict' })
    await join(ana, room.id, { replace: true })
    await expect(resume(ana, a.resumeToken)).rejects.toMatchObject({ code: 'conflict' })
  })
})
