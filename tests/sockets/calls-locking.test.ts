import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { createRoom, type Line, register } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer()
afterAll(server.stop)

const media = { microphone: true, camera: false, screen: false }
const refused = (code: string) => ({ ok: false, error: { code, message: expect.any(String) } })

/** Ana owns the room and holds a locked call; Bob and Cy are members outside, who have the room open. */
async function lockedCall() {
  const [ana, bob, cy] = [
    await register(server.url, 'Ana'),
    await register(server.url, 'Bob'),
    await register(server.url, 'Cy'),
  ]
  const { id: roomId } = await createRoom(ana, [bob, cy], {
    type: 'video',
    visibility: 'public',
    name: randomUUID(),
  })
  const [a, b, c] = [await ana.connect(), await bob.connect(), await cy.connect()]
  for (const line of [b, c]) await line.send('room:watch', { roomId })
  const seat = await a.send('call:join', { roomId, media })
  await a.send('call:lock', { roomId, locked: true })
  for (const line of [a, b, c]) expect(await line.next('call:locked')).toEqual({ roomId, locked: true })
  return { ana, bob, cy, a, b, c, roomId, seat }
}

const stepsInside = (line: Line, roomId: string, userId: string) => [
  line.ask('call:admit', { roomId, userId, admit: true }),
  line.ask('call:ring', { roomId }),
  line.ask('call:react', { roomId, emoji: '👍' }),
  line.ask('call:update', { roomId, recording: true }),
]

test('who knocks is heard inside, let in, and walks in', async () => {
  const { bob, a, b, c, roomId } = await lockedCall()
  expect(await b.ask('call:join', { roomId, media })).toMatchObject(refused('forbidden'))
  await b.send('call:knock', { roomId, knock: true })
  const person = { id: bob.user.id, name: 'Bob', avatarUrl: null }
  expect(await a.next('call:knocked')).toEqual({ roomId, person })
  await a.send('call:admit', { roomId, userId: bob.user.id, admit: true })
  const answered = { roomId, userId: bob.user.id, admitted: true }
  expect(await b.next('call:answered')).toEqual(answered)
  expect(await a.next('call:answered')).toEqual(answered)
  expect(await b.send('call:join', { roomId, media })).toMatchObject({ locked: true, knocking: [] })
  expect(c.heard('call:knocked'), 'is for those inside who may let in').toEqual([])
  expect(await c.ask('call:join', { roomId, media })).toMatchObject(refused('forbidden'))
})

test('the answer finds a knocker who does not have the room open', async () => {
  const { bob, a, b, roomId } = await lockedCall()
  await b.send('room:unwatch', { roomId })
  const tab = await bob.connect()
  await tab.send('call:knock', { roomId, knock: true })
  await a.send('call:admit', { roomId, userId: bob.user.id, admit: false })
  for (const line of [b, tab]) expect(await line.next('call:answered')).toMatchObject({ admitted: false })
  expect(await tab.ask('call:join', { roomId, media })).toMatchObject(refused('forbidden'))
})

test('a knock goes with the pages that wait', async () => {
  const { bob, a, b, roomId } = await lockedCall()
  const tab = await bob.connect()
  for (const line of [b, tab]) await line.send('call:knock', { roomId, knock: true })
  await a.next('call:knocked')
  tab.close()
  b.close()
  await expect.poll(() => a.heard('call:answered'), { timeout: 40_000 }).toHaveLength(1)
  expect(await a.next('call:answered')).toEqual({ roomId, userId: bob.user.id, admitted: false })
  const late = await a.ask('call:admit', { roomId, userId: bob.user.id, admit: true })
  expect(late).toMatchObject(refused('not_found'))
})

test('a moderator made during the call hears at once of who waits', async () => {
  const { ana, bob, a, b, c, roomId, cy } = await lockedCall()
  await c.send('call:knock', { roomId, knock: true })
  await a.send('call:admit', { roomId, userId: cy.user.id, admit: true })
  await c.send('call:join', { roomId, media })
  await b.send('call:knock', { roomId, knock: true })
  expect(c.heard('call:knocked')).toEqual([])
  await ana.http('PATCH', `/rooms/${roomId}/members/${cy.user.id}`, { role: 'moderator' })
  expect(await c.next('call:knocked')).toMatchObject({ roomId, person: { id: bob.user.id } })
})

test('from outside nobody lets in, locks, reacts or records, knocking or not', async () => {
  const { bob, cy, a, b, c, roomId } = await lockedCall()
  await b.send('call:knock', { roomId, knock: true })
  await a.next('call:knocked')
  const stranger = await register(server.url, 'Eve')
  const e = await stranger.connect()
  for (const line of [b, c, e])
    for (const step of stepsInside(line, roomId, bob.user.id))
      expect(await step).toMatchObject(refused('not_found'))
  for (const line of [b, c, e])
    expect(await line.ask('call:lock', { roomId, locked: false })).toMatchObject(refused('forbidden'))
  expect(await e.ask('call:knock', { roomId, knock: true })).toMatchObject(refused('forbidden'))
  expect(await a.ask('call:admit', { roomId, userId: cy.user.id, admit: true })).toMatchObject(
    refused('not_found'),
  )
  expect((await c.send('room:watch', { roomId })).call).toMatchObject({ locked: true, participants: [{}] })
  expect(a.heard('call:reacted')).toEqual([])
})

test('who was removed hears nothing more of the call, and must knock again', async () => {
  const { ana, bob, a, b, roomId } = await lockedCall()
  await b.send('room:unwatch', { roomId })
  await b.send('call:knock', { roomId, knock: true })
  await a.send('call:admit', { roomId, userId: bob.user.id, admit: true })
  const { participantId, resumeToken } = await b.send('call:join', { roomId, media })
  await a.send('call:moderate', { roomId, participantId, action: 'remove' })
  await b.next('call:moderated')
  for (const step of stepsInside(b, roomId, bob.user.id))
    expect(await step).toMatchObject(refused('not_found'))
  expect(await b.ask('call:join', { roomId, media })).toMatchObject(refused('forbidden'))
  expect(await b.ask('call:resume', { resumeToken, media })).toMatchObject(refused('conflict'))
  await a.send('call:react', { roomId, emoji: '👍' })
  await a.next('call:reacted')
  expect(b.heard('call:reacted')).toEqual([])

  await ana.http('DELETE', `/rooms/${roomId}/members/${bob.user.id}`)
  await b.next('room:removed')
  expect(await b.ask('call:knock', { roomId, knock: true })).toMatchObject(refused('forbidden'))
})

test('a knock goes with the membership: those inside are told, and cannot answer it', async () => {
  const { ana, bob, a, b, roomId } = await lockedCall()
  await b.send('call:knock', { roomId, knock: true })
  await a.next('call:knocked')
  await ana.http('DELETE', `/rooms/${roomId}/members/${bob.user.id}`)
  expect(await a.next('call:answered')).toEqual({ roomId, userId: bob.user.id, admitted: false })
  expect(await a.ask('call:admit', { roomId, userId: bob.user.id, admit: true })).toMatchObject(
    refused('not_found'),
  )
})

test('a reload comes back into a locked call; its token is no key for another', async () => {
  const { bob, a, b, c, roomId } = await lockedCall()
  await b.send('call:knock', { roomId, knock: true })
  await a.send('call:admit', { roomId, userId: bob.user.id, admit: true })
  const { resumeToken, participantId } = await b.send('call:join', { roomId, media })
  await bob.http('POST', `/rooms/${roomId}/call/leave`, { resumeToken })
  await a.next('call:left')
  expect(await c.ask('call:resume', { resumeToken, media })).toMatchObject(refused('forbidden'))
  const again = await bob.connect()
  expect(await again.send('call:resume', { resumeToken, media })).toMatchObject({
    participantId,
    locked: true,
  })
})

test('a seat says who waits, and unlocking answers them', async () => {
  const { ana, bob, a, b, roomId } = await lockedCall()
  await b.send('call:knock', { roomId, knock: true })
  const tab = await ana.connect()
  const seat = await tab.send('call:join', { roomId, media, replace: true })
  expect(seat.knocking).toMatchObject([{ id: bob.user.id, name: 'Bob' }])
  expect(Date.parse(seat.startedAt)).toBeLessThanOrEqual(Date.now())
  await a.next('call:replaced')
  await tab.send('call:lock', { roomId, locked: false })
  expect(await b.next('call:answered')).toMatchObject({ admitted: true })
  expect(await b.send('call:join', { roomId, media })).toMatchObject({ locked: false })
})

test('who records is told to everybody, and no longer when the seat comes back', async () => {
  const { ana, a, b, c, roomId, seat } = await lockedCall()
  await a.send('call:update', { roomId, recording: true })
  for (const line of [b, c])
    expect(await line.next('call:changed', (one) => one.recording)).toMatchObject({ media })
  a.close()
  const again = await ana.connect()
  await again.send('call:resume', { resumeToken: seat.resumeToken, media })
  expect(await b.next('call:changed', (one) => !one.recording)).toMatchObject({ status: 'connected' })
})
