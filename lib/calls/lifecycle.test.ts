import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { calls } from '#lib/db/schema.ts'
import { callGraceMs } from '#lib/limits.ts'
import { edit, remove } from '#lib/messages/operations.ts'
import { history } from '#lib/messages/queries.ts'
import { changeRoom } from '#lib/rooms/operations.ts'
import { getRoom } from '#lib/rooms/queries.ts'
import { createRoom, createUser, type Someone, say, unheard } from '../../tests/factories.ts'
import { endSeats } from '../../tests/seats.ts'
import { openWorld } from '../../tests/world.ts'
import { callIn } from './lifecycle.ts'
import { allLinesLost, findLost, lineLost } from './lines.ts'
import { leaveCall, moderate } from './operations.ts'
import { decline } from './ringing.ts'
import { joinCall, resumeCall } from './seating.ts'

const world = await openWorld()
const [ana, bob] = [await createUser(world, 'Ana'), await createUser(world, 'Bob')]
const media = { microphone: true, camera: true, screen: false }
let lines = 0
const aLine = () => ({ node: 'here', socketId: `line ${++lines}` })
const join = (someone: Someone, roomId: string, more = {}, line = aLine()) =>
  joinCall(someone, { roomId, media, ...more }, line, unheard)
const leave = (roomId: string, { participantId }: { participantId: string }) =>
  leaveCall(world, { roomId, participantId })
const studio = () => createRoom(ana, { type: 'video' }, { member: [bob] })
const toldIn = async (roomId: string) =>
  (await history(ana, roomId, { limit: 50 })).items.map(({ kind, content }) => ({ kind, content }))
const [a, b] = [`<@${ana.viewer.userId}>`, `<@${bob.viewer.userId}>`]
const call = (content: string) => ({ kind: 'call', content })

describe('a call stands in the conversation', () => {
  test('from its beginning, and with its length and people from its end', async () => {
    const room = await studio()
    await say(ana, room, 'before')
    world.forget()
    const first = await join(ana, room.id)
    expect(await toldIn(room.id)).toEqual([{ kind: 'text', content: 'before' }, call(`${a} started a call`)])
    expect(world.heardOf('message:posted')).toMatchObject([
      { payload: { seq: 2, kind: 'call', clientId: null } },
    ])
    const second = await join(bob, room.id)
    world.pass(12 * 60_000)
    await leave(room.id, first)
    expect(await toldIn(room.id), 'somebody is still there').toContainEqual(call(`${a} started a call`))
    await leave(room.id, second)
    const told = (await toldIn(room.id)).at(-1)?.content ?? ''
    expect(told).toMatch(/^Call of 12 minutes with /)
    expect(told.includes(a) && told.includes(b)).toBe(true)
    expect(await getRoom(bob, room.id), 'it calls nobody').toMatchObject({ mentionCount: 0 })
    expect(world.heardOf('message:changed').at(-1)).toMatchObject({ payload: { seq: 2, content: told } })
  })

  test('of whoever reloads alone in it another one begins, with them among its people, in the same line', async () => {
    const room = await studio()
    const seat = await join(ana, room.id)
    world.pass(60_000)
    await leave(room.id, seat)
    world.pass(2_000)
    const { participantId } = await resumeCall(
      ana,
      { resumeToken: seat.resumeToken, media },
      aLine(),
      unheard,
    )
    expect(participantId).toBe(seat.participantId)
    world.pass(5 * 60_000)
    await leave(room.id, seat)
    expect(await toldIn(room.id)).toEqual([call(`Call of 5 minutes with ${a}`)])
  })

  test('once, whoever comes, moves or comes back meanwhile', async () => {
    const room = await studio()
    const line = aLine()
    const first = await join(ana, room.id, {}, line)
    await join(ana, room.id, { replace: true }, line)
    await lineLost(world, line.socketId)
    await Promise.all([join(bob, room.id), join(ana, room.id, { replace: true })])
    expect(await toldIn(room.id)).toHaveLength(1)
    expect((await callIn(world.db.read, room.id))?.participants).toHaveLength(2)
    await expect(
      resumeCall(ana, { resumeToken: first.resumeToken, media }, aLine(), unheard),
    ).rejects.toThrow()
  })

  test('again for the next one', async () => {
    const room = await studio()
    await leave(room.id, await join(ana, room.id))
    await leave(room.id, await join(bob, room.id))
    expect(await toldIn(room.id)).toEqual([
      call(`Call of less than a minute with ${a}`),
      call(`Call of less than a minute with ${b}`),
    ])
  })

  test('ends with the last seat, however that ends', async () => {
    const ended = async (roomId: string) => {
      expect((await toldIn(roomId)).at(-1)?.content).toMatch(/^Call of /)
      expect(await callIn(world.db.read, roomId)).toBeNull()
    }
    const removed = await studio()
    await moderate(ana, { roomId: removed.id, ...(await join(bob, removed.id)) }, 'remove')
    await ended(removed.id)
    const lost = await studio()
    const line = aLine()
    await join(bob, lost.id, {}, line)
    await lineLost(world, line.socketId)
    world.pass(callGraceMs + 1)
    await findLost(world)
    await world.work()
    await ended(lost.id)
  })

  test('that nobody took says so, where others were called by it', async () => {
    const direct = await createRoom(ana, {
      visibility: 'direct',
      type: 'video',
      userIds: [bob.viewer.userId],
    })
    await leave(direct.id, await join(ana, direct.id))
    expect((await toldIn(direct.id)).at(-1)).toEqual(call(`Missed call from ${a}`))
    world.pass(200_000)
    const taken = [await join(ana, direct.id), await join(bob, direct.id)]
    for (const seat of taken) await leave(direct.id, seat)
    expect((await toldIn(direct.id)).at(-1)?.content).toMatch(/^Call of /)
  })

  test('that some declined is missed by all, unless one came', async () => {
    const cy = await createUser(world, 'Cy')
    const userIds = [bob.viewer.userId, cy.viewer.userId]
    const three = await createRoom(ana, { visibility: 'direct', userIds })
    const eventOf = async () => (await history(bob, three.id, { limit: 1 })).items[0]?.event
    const first = await join(ana, three.id)
    await decline(bob, three.id)
    await leave(three.id, first)
    expect(await eventOf()).toMatchObject({ missed: true, people: [ana.viewer.userId] })

    await say(bob, three, 'Not now')
    const seats = [await join(ana, three.id)]
    await decline(bob, three.id)
    seats.push(await join(cy, three.id))
    for (const seat of seats) await leave(three.id, seat)
    const event = await eventOf()
    expect(event).toMatchObject({ what: 'call.ended' })
    expect(event).not.toHaveProperty('missed')
  })

  test('goes on after a start, however long there was no server for those who had just lost their line', async () => {
    const room = await studio()
    const line = aLine()
    await join(bob, room.id, {}, line)
    await lineLost(world, line.socketId)
    world.pass(callGraceMs + 1)
    await allLinesLost(world)
    await world.work()
    expect((await callIn(world.db.read, room.id))?.participants).toMatchObject([{ status: 'reconnecting' }])
    world.pass(callGraceMs + 1)
    await world.work()
    expect(await callIn(world.db.read, room.id)).toBeNull()
  })

  test('began when it began, though who began it has left', async () => {
    const room = await studio()
    const first = await join(ana, room.id)
    const { startedAt } = (await callIn(world.db.read, room.id)) ?? {}
    world.pass(60_000)
    await join(bob, room.id)
    await leave(room.id, first)
    expect(await callIn(world.db.read, room.id)).toMatchObject({ startedAt })
  })

  test("is not its author's to change", async () => {
    const room = await studio()
    await join(ana, room.id)
    const [message] = (await history(ana, room.id, { limit: 1 })).items
    const place = { messageId: message?.id ?? '' }
    await expect(edit(ana, place, 'nothing happened')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(remove(ana, place)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('needs a room one may write in', async () => {
    const room = await studio()
    await changeRoom(ana, room.id, { isActive: false })
    await expect(join(ana, room.id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await toldIn(room.id)).toEqual([])
  })
})

describe('trying again', () => {
  const tryIn = async (roomId: string, someone = ana) => leave(roomId, await join(someone, roomId))
  const started = (someone: string) => call(`${someone} started a call`)
  const [aTry, bTry] = [
    call(`Call of less than a minute with ${a}`),
    call(`Call of less than a minute with ${b}`),
  ]
  const callsOf = (roomId: string) => world.db.read.select().from(calls).where(eq(calls.roomId, roomId))

  test('to call, however often, is one line that tells of the last try', async () => {
    const room = await studio()
    for (let time = 0; time < 50; time++) await tryIn(room.id)
    expect(await toldIn(room.id)).toEqual([aTry])
    expect(await getRoom(bob, room.id)).toMatchObject({ lastSeq: 1, unreadCount: 1, revision: 100 })
    const seat = await join(ana, room.id)
    expect(await toldIn(room.id)).toEqual([started(a)])
    await join(bob, room.id)
    world.pass(5 * 60_000)
    await leave(room.id, seat)
    await endSeats(world, room.id, 'all')
    expect((await toldIn(room.id)).map(({ content }) => content)).toEqual([
      expect.stringMatching(/^Call of 5 minutes with /),
    ])
  })

  test('is a change for watchers, and no news for anybody else', async () => {
    const room = await studio()
    await tryIn(room.id)
    world.forget()
    await join(ana, room.id)
    const { audience, payload } = world.heardOf('message:changed')[0] ?? {}
    expect(audience).toEqual({ watchers: room.id })
    expect(payload).toMatchObject({ seq: 1, revision: 3, ...started(a), mentions: [ana.viewer.userId] })
    expect([...world.heardOf('message:posted'), ...world.heardOf('room:activity')]).toEqual([])
    const rows = await callsOf(room.id)
    expect(rows.map(({ messageId }) => messageId)).toEqual([payload?.id, payload?.id])
    expect(rows.filter(({ endedAt }) => endedAt === null)).toHaveLength(1)
  })

  test('after somebody else came is another call', async () => {
    const room = await studio()
    const seat = await join(ana, room.id)
    await tryIn(room.id, bob)
    await leave(room.id, seat)
    await join(ana, room.id)
    const told = await toldIn(room.id)
    expect(told).toHaveLength(2)
    expect(told[0]?.content).toMatch(/^Call of .*, /)
    expect(told[1]).toEqual(started(a))
    const messages = (await callsOf(room.id)).map(({ messageId }) => messageId)
    expect(new Set(messages).size).toBe(2)
  })

  test('of two people in turn is a line for each turn', async () => {
    const room = await studio()
    for (const someone of [ana, ana, bob, bob, ana]) await tryIn(room.id, someone)
    expect(await toldIn(room.id)).toEqual([aTry, bTry, aTry])
  })

  test('is told anew after something was written, or was long ago, or a longer stay', async () => {
    const room = await studio()
    await tryIn(room.id)
    await say(bob, room, 'Sorry, later')
    await tryIn(room.id)
    world.pass(120_001)
    await tryIn(room.id)
    const seat = await join(ana, room.id)
    world.pass(120_001)
    await leave(room.id, seat)
    await tryIn(room.id)
    expect(await toldIn(room.id)).toEqual([
      aTry,
      { kind: 'text', content: 'Sorry, later' },
      aTry,
      call(`Call of 2 minutes with ${a}`),
      aTry,
    ])
  })

  test('is as often as one may write; joining what goes on is not counted', async () => {
    const strict = await openWorld({ LIMIT_MESSAGES_PER_5S: '3', LIMIT_CALL_PARTICIPANTS: '20' })
    const [cleo, dan] = [await createUser(strict, 'Cleo'), await createUser(strict, 'Dan')]
    const room = await createRoom(cleo, { type: 'video' }, { member: [dan] })
    for (let time = 0; time < 3; time++)
      await leaveCall(strict, { roomId: room.id, ...(await join(cleo, room.id)) })
    await expect(join(cleo, room.id)).rejects.toMatchObject({
      code: 'rate_limited',
      message: expect.stringMatching(/Try again in \d+ s/),
      retryAfterMs: expect.any(Number),
    })
    await expect(say(cleo, room)).rejects.toMatchObject({ code: 'rate_limited' })
    await join(dan, room.id)
    for (let time = 0; time < 5; time++) await join(cleo, room.id)
    expect((await callIn(strict.db.read, room.id))?.participants).toHaveLength(6)
  })
})
