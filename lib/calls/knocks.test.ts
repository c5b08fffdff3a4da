import { describe, expect, test } from 'vitest'
import { callGraceMs } from '#lib/limits.ts'
import { addMember, leaveRoom, removeMember, setRole } from '#lib/rooms/members.ts'
import { createRoom, createUser, type Someone, unheard } from '../../tests/factories.ts'
import { endSeats } from '../../tests/seats.ts'
import { openWorld } from '../../tests/world.ts'
import { admit, clearKnocks, keepKnocks, knock } from './knocks.ts'
import { lockCall } from './locking.ts'
import { leaveCall, moderate } from './operations.ts'
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
const aLine = () => ({ node: 'here', socketId: `knocking line ${++lines}` })
const join = (someone: Someone, roomId: string, more = {}, line = aLine()) =>
  joinCall(someone, { roomId, media, ...more }, line, unheard)
const resume = (someone: Someone, resumeToken: string, more = {}) =>
  resumeCall(someone, { resumeToken, media, ...more }, aLine(), unheard)
const personOf = ({ viewer }: Someone) => ({ id: viewer.userId, name: viewer.name, avatarUrl: null })
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

describe('a knock', () => {
  test('is heard by the moderators inside; by everybody when there is none', async () => {
    const { id: roomId } = await studio()
    const [a, b] = [await join(ana, roomId), await join(bob, roomId)]
    await lockCall(ana, roomId, true)
    world.forget()
    await knock(cy, roomId, true)
    const knocked = (participantId: string) => ({
      event: 'call:knocked',
      audience: { participant: participantId },
      payload: { roomId, person: personOf(cy) },
    })
    expect(world.heard).toEqual([knocked(a.participantId)])
    expect(await resume(ana, a.resumeToken)).toMatchObject({ knocking: [personOf(cy)] })
    expect(await resume(bob, b.resumeToken)).toMatchObject({ knocking: [] })
    await expect(admit(bob, seatIn(roomId, b), idOf(cy), true)).rejects.toMatchObject(refused('forbidden'))

    world.forget()
    await leaveCall(world, seatIn(roomId, a))
    expect(world.heardOf('call:knocked'), 'nobody else is left to answer').toEqual([knocked(b.participantId)])
    await admit(bob, seatIn(roomId, b), idOf(cy), true)
    await join(cy, roomId)
  })

  test('lets in for the rest of this call', async () => {
    const { roomId, own } = await locked()
    await knock(bob, roomId, true)
    await admit(ana, own, idOf(bob), true)
    expect(told()).toMatchObject([{ admitted: true }, { audience: { people: [idOf(bob)] }, admitted: true }])
    const seat = await join(bob, roomId)
    await leaveCall(world, seatIn(roomId, seat))
    world.pass(callGraceMs * 2)
    await resume(bob, seat.resumeToken)
    await leaveCall(world, seatIn(roomId, seat))
    await lockCall(ana, roomId, false)
    await lockCall(ana, roomId, true)
    await join(bob, roomId)

    await endSeats(world, roomId, [idOf(bob)])
    await leaveCall(world, own)
    await join(ana, roomId)
    await lockCall(ana, roomId, true)
    await expect(join(bob, roomId), 'another call').rejects.toMatchObject(refused('forbidden'))
  })

  test('that is refused or withdrawn lets nobody in', async () => {
    const { roomId, own } = await locked()
    await knock(bob, roomId, true)
    await admit(ana, own, idOf(bob), false)
    await expect(join(bob, roomId)).rejects.toMatchObject(refused('forbidden'))
    await expect(admit(ana, own, idOf(bob), true)).rejects.toMatchObject(refused('not_found'))
    await knock(cy, roomId, true)
    world.forget()
    await knock(cy, roomId, false)
    await knock(cy, roomId, false)
    expect(told()).toMatchObject([{ admitted: false }, { admitted: false }])
    await expect(admit(ana, own, idOf(cy), true)).rejects.toMatchObject(refused('not_found'))
    await expect(join(cy, roomId)).rejects.toMatchObject(refused('forbidden'))
  })

  test('is not needed without a lock, inside, for moderators and for whoever was let in', async () => {
    const { id: roomId } = await studio()
    const conflict = (someone: Someone) =>
      expect(knock(someone, roomId, true)).rejects.toMatchObject(refused('conflict'))
    await expect(knock(bob, roomId, true), 'no call').rejects.toMatchObject(refused('not_found'))
    const a = await join(ana, roomId)
    await conflict(bob)
    await join(cy, roomId)
    await lockCall(ana, roomId, true)
    await conflict(cy)
    await conflict(mo)
    await knock(bob, roomId, true)
    await admit(ana, seatIn(roomId, a), idOf(bob), true)
    await conflict(bob)
    await expect(knock(eve, roomId, true)).rejects.toMatchObject(refused('forbidden'))
  })

  test('cannot flood', async () => {
    const { roomId, own } = await locked()
    for (let i = 0; i < 5; i++) await knock(bob, roomId, true)
    await Promise.all([knock(cy, roomId, true), knock(cy, roomId, true)])
    expect(world.heardOf('call:knocked')).toHaveLength(2)
    world.pass(10_001)
    await knock(bob, roomId, true)
    expect(world.heardOf('call:knocked')).toHaveLength(3)
    await knock(bob, roomId, false)
    const tooSoon = { code: 'rate_limited', retryAfterMs: expect.any(Number) }
    await expect(knock(bob, roomId, true)).rejects.toMatchObject(tooSoon)
    world.pass(10_001)
    await knock(bob, roomId, true)
    await admit(ana, own, idOf(bob), false)
    await expect(knock(bob, roomId, true)).rejects.toMatchObject(tooSoon)
    expect(world.heardOf('call:knocked')).toHaveLength(4)
  })

  test('goes when no process holds a socket that waits, and not before', async () => {
    const { roomId, own } = await locked()
    for (const one of [bob, cy]) await knock(one, roomId, true)
    const waiting = [bob, cy].map((one) => ({ roomId, userId: idOf(one) }))
    world.forget()
    for (let time = 0; time < 3; time++) {
      world.pass(5_000)
      expect(await keepKnocks(world, waiting.slice(1))).toEqual([])
      await clearKnocks(world)
    }
    const here = told().filter((one) => one.roomId === roomId)
    expect(here).toMatchObject([{ userId: idOf(bob), admitted: false }, { userId: idOf(bob) }])
    await expect(admit(ana, own, idOf(bob), true)).rejects.toMatchObject(refused('not_found'))
    await expect(join(bob, roomId)).rejects.toMatchObject(refused('forbidden'))

    expect(await keepKnocks(world, waiting), 'no answer is due to Bob').toEqual(waiting.slice(0, 1))
    await admit(ana, own, idOf(cy), true)
    expect(await keepKnocks(world, waiting)).toEqual(waiting)
    world.pass(60_000)
    await clearKnocks(world)
    await join(cy, roomId)
  })

  test('is heard by who becomes a moderator, and by everybody when the last one is gone', async () => {
    const { id: roomId } = await studio()
    const [a, b] = [await join(ana, roomId), await join(bob, roomId)]
    await lockCall(ana, roomId, true)
    await knock(cy, roomId, true)
    world.forget()
    await setRole(ana, roomId, idOf(bob), 'owner')
    const heard = () => world.heardOf('call:knocked').map(({ audience }) => audience)
    expect(heard()).toEqual([{ participant: a.participantId }, { participant: b.participantId }])
    world.forget()
    await setRole(bob, roomId, idOf(ana), 'member')
    expect(heard()).toEqual([{ participant: b.participantId }])
  })

  test('ends with the membership, and so does an admission', async () => {
    const { roomId, seat, own } = await locked()
    await knock(bob, roomId, true)
    world.forget()
    await removeMember(ana, roomId, idOf(bob))
    expect(told()).toMatchObject([{ admitted: false }, { admitted: false }])
    expect(await resume(ana, seat.resumeToken)).toMatchObject({ knocking: [] })
    await expect(admit(ana, own, idOf(bob), true)).rejects.toMatchObject(refused('not_found'))
    await expect(knock(bob, roomId, true)).rejects.toMatchObject(refused('forbidden'))

    await knock(cy, roomId, true)
    await admit(ana, own, idOf(cy), true)
    await leaveRoom(cy, roomId)
    await addMember(ana, roomId, { userId: idOf(cy), role: 'member' })
    await expect(join(cy, roomId)).rejects.toMatchObject(refused('forbidden'))
  })

  test('is answered by those who sit in this call alone', async () => {
    const [{ roomId }, other] = [await locked(), await locked()]
    await knock(bob, roomId, true)
    const attempts = [
      [ana, other.own],
      [ana, { ...other.own, roomId }],
      [mo, { roomId, participantId: 'nobody' }],
      [bob, { roomId, participantId: idOf(bob) }],
    ] as const
    for (const [who, seating] of attempts)
      await expect(admit(who, seating, idOf(bob), true)).rejects.toMatchObject(refused('not_found'))
    await expect(join(bob, roomId)).rejects.toMatchObject(refused('forbidden'))
  })

  test('does not outlive being removed from the call', async () => {
    const { roomId, own } = await locked()
    await knock(bob, roomId, true)
    await admit(ana, own, idOf(bob), true)
    const seat = await join(bob, roomId)
    await moderate(ana, seatIn(roomId, seat), 'remove')
    await expect(join(bob, roomId)).rejects.toMatchObject(refused('forbidden'))
    await expect(admit(bob, seatIn(roomId, seat), idOf(cy), true)).rejects.toMatchObject(refused('not_found'))
    await knock(bob, roomId, true).catch(() => world.pass(10_001))
    await knock(bob, roomId, true)
    await admit(ana, own, idOf(bob), true)
    await join(bob, roomId)
  })
})
