import { describe, expect, test } from 'vitest'
import { createRoom, createUser, type Someone, unheard } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { lineLost } from './lines.ts'
import { leaveCall, updateParticipant } from './operations.ts'
import { rosterOf } from './roster.ts'
import { joinCall, resumeCall } from './seating.ts'

const world = await openWorld({ LIMIT_CALL_VIDEO: '3', LIMIT_CALL_PARTICIPANTS: '10' })
const [ana, bob, cleo, dan] = [
  await createUser(world, 'Ana'),
  await createUser(world, 'Bob'),
  await createUser(world, 'Cleo'),
  await createUser(world, 'Dan'),
]
const on = { microphone: true, camera: true, screen: false }
const off = { ...on, camera: false }
const tooMany = { code: 'conflict', issues: [{ path: 'media' }] }
let lines = 0
const join = async (someone: Someone, roomId: string, media = on) => {
  const line = { node: 'here', socketId: `line ${++lines}` }
  return { ...(await joinCall(someone, { roomId, media }, line, unheard)), roomId, line }
}
const studio = async () => (await createRoom(ana, { type: 'video' }, { member: [bob, cleo, dan] })).id
const show = (
  someone: Someone,
  { roomId, participantId }: { roomId: string; participantId: string },
  media = on,
) => updateParticipant(someone, { roomId, participantId }, { media })
const showing = async (roomId: string) =>
  (await rosterOf(world.db.read, roomId))
    .filter(({ participant: { media } }) => media.camera || media.screen)
    .map(({ user }) => user.name)

describe('when all pictures are taken', () => {
  test('the newest of whoever shows several gives way, and is told', async () => {
    const roomId = await studio()
    await join(ana, roomId)
    await join(ana, roomId)
    const third = await join(ana, roomId, { ...on, screen: true })
    expect(await showing(roomId), 'while there is room anybody shows several').toEqual(['Ana', 'Ana', 'Ana'])
    world.forget()
    const seat = await join(bob, roomId)
    expect(seat.participants.map(({ media }) => media.camera)).toEqual([true, true, false, true])
    expect(world.heardOf('call:moderated')).toEqual([
      {
        event: 'call:moderated',
        audience: { participant: third.participantId },
        payload: { roomId, action: 'camera' },
      },
    ])
    expect(world.heardOf('call:changed')).toMatchObject([
      {
        audience: { call: roomId },
        payload: {
          participantId: third.participantId,
          media: { microphone: true, camera: false, screen: false },
        },
      },
    ])
    await expect(show(ana, third), 'it cannot be taken back').rejects.toMatchObject(tooMany)
    await expect(show(ana, third, { ...off, screen: true })).rejects.toMatchObject(tooMany)
    await expect(join(ana, roomId), 'nor with one more device').rejects.toMatchObject(tooMany)
    await leaveCall(world, { roomId, participantId: seat.participantId })
    await show(ana, third)
    expect(await showing(roomId)).toEqual(['Ana', 'Ana', 'Ana'])
  })

  test('the one with the most is asked first, and nobody loses their only one', async () => {
    const roomId = await studio()
    await join(bob, roomId)
    await join(ana, roomId)
    await join(ana, roomId)
    await join(cleo, roomId)
    expect(await showing(roomId)).toEqual(['Bob', 'Ana', 'Cleo'])
    await expect(join(dan, roomId)).rejects.toMatchObject(tooMany)
    await join(dan, roomId, off)
    expect(await showing(roomId)).toEqual(['Bob', 'Ana', 'Cleo'])
  })

  test('it is so by switching on and by coming back, too', async () => {
    const roomId = await studio()
    const quiet = await join(bob, roomId, off)
    for (let time = 0; time < 3; time++) await join(ana, roomId)
    await show(bob, quiet)
    expect(await showing(roomId)).toEqual(['Bob', 'Ana', 'Ana'])
    await show(bob, quiet, off)
    await join(ana, roomId)
    await lineLost(world, quiet.line.socketId)
    await resumeCall(bob, { resumeToken: quiet.resumeToken, media: on }, quiet.line, unheard)
    expect(await showing(roomId)).toEqual(['Bob', 'Ana', 'Ana'])
  })

  test('whoever gave way while their line was away comes back without a picture', async () => {
    const roomId = await studio()
    const seats = [await join(ana, roomId), await join(ana, roomId), await join(ana, roomId)]
    const last = seats[2]
    if (!last) throw new Error('nobody')
    await lineLost(world, last.line.socketId)
    await join(bob, roomId)
    const back = (media: typeof on) =>
      resumeCall(ana, { resumeToken: last.resumeToken, media }, last.line, unheard)
    await expect(back(on)).rejects.toMatchObject(tooMany)
    await back(off)
    expect(await showing(roomId)).toEqual(['Ana', 'Ana', 'Bob'])
  })

  test('of two who want the last one at once one gets it, and the other words', async () => {
    const roomId = await studio()
    const [quiet, calm] = [await join(cleo, roomId, off), await join(dan, roomId, off)]
    await join(bob, roomId)
    await join(ana, roomId)
    await join(ana, roomId)
    const outcomes = await Promise.allSettled([show(cleo, quiet), show(dan, calm)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(tooMany)
    expect((await showing(roomId)).filter((name) => name === 'Ana')).toHaveLength(1)
    expect(await showing(roomId)).toHaveLength(3)
  })
})
