import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { files, jobs, scheduled } from '#lib/db/schema.ts'
import { noteFile } from '#lib/files/attach.ts'
import { purgeFiles } from '#lib/files/purge.ts'
import { remove } from '#lib/messages/operations.ts'
import { post } from '#lib/messages/post.ts'
import { history } from '#lib/messages/queries.ts'
import { removeMember } from '#lib/rooms/members.ts'
import { changeRoom, deleteRoom } from '#lib/rooms/operations.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { endScheduled, reschedule, schedule, sendNow } from './operations.ts'
import { listScheduled } from './queries.ts'
import { newScheduled } from './schema.ts'
import { sendScheduled } from './send.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const hour = 3_600_000
const day = 24 * hour
const after = (ms: number) => new Date(world.now() + ms).toISOString()
const listed = async (who: Someone) => (await listScheduled(who, { limit: 50 })).items
const said = async (who: Someone, room: { id: string }) =>
  (await history(who, room.id, { limit: 100 })).items.map(({ content }) => content)
const later = async (who: Someone, room: { id: string }, content: string, ms = hour, more = {}) =>
  (await schedule(who, room.id, { clientId: randomUUID(), content, sendAt: after(ms), ...more })).message
const come = async (ms: number) => {
  world.pass(ms)
  await world.work()
}
const heard = (id: string) =>
  world
    .heardOf('scheduled:changed')
    .filter(({ payload }) => payload.id === id)
    .map(({ audience, payload }) => [audience, payload.change])
const to = (who: Someone) => ({ people: [who.viewer.userId] })

test('it is sent at its time and not before, as its author, and is then a message like any other', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const second = await later(bob, room, 'two', 2 * hour)
  const first = await later(bob, room, 'one')
  expect(await listed(bob)).toMatchObject([
    { id: first.id, content: 'one', room: { name: 'Garden' }, state: 'waiting', failure: null },
    { id: second.id },
  ])
  expect(await listed(ana), 'nobody else knows').toEqual([])
  await come(hour - 1_000)
  expect(await said(ana, room)).toEqual([])
  await come(2_000)
  expect(await said(ana, room)).toEqual(['one'])
  expect((await history(ana, room.id, { limit: 1 })).items[0]?.author.name).toBe('Bob')
  expect((await listed(bob)).map(({ id }) => id)).toEqual([second.id])
  expect(heard(first.id)).toEqual([
    [to(bob), 'set'],
    [to(bob), 'sent'],
  ])
  await come(hour)
  expect(await said(ana, room)).toEqual(['one', 'two'])
})

test('the same clientId is kept once and posted once, whatever dies in between', async () => {
  const room = await createRoom(bob)
  const clientId = randomUUID()
  const once = { clientId, content: 'once', sendAt: after(hour) }
  const [made, again] = await Promise.all([schedule(bob, room.id, once), schedule(bob, room.id, once)])
  expect([made.fresh, again.fresh].sort()).toEqual([false, true])
  expect(again.message.id).toBe(made.message.id)
  const [row] = await world.db.read.select().from(scheduled).where(eq(scheduled.id, made.message.id))
  if (!row) throw new Error('it was not kept')
  const { id, sendAt } = row
  world.pass(2 * hour)
  // Two processes at once, and a third after both: one died before it could say so.
  await Promise.all([sendScheduled(world, { id, sendAt }), sendScheduled(world, { id, sendAt })])
  await world.db.write((tx) => tx.insert(scheduled).values({ ...row, state: 'sending' }))
  await sendScheduled(world, { id, sendAt })
  await world.work()
  expect(await said(bob, room)).toEqual(['once'])
  expect(await listed(bob)).toEqual([])
  // Sent by hand, or scheduled anew, it stays the one message.
  expect((await post(bob, room.id, { clientId, content: 'once' })).fresh).toBe(false)
  await schedule(bob, room.id, { ...once, sendAt: after(hour) })
  await come(2 * hour)
  expect(await said(bob, room)).toEqual(['once'])
  expect(await listed(bob)).toEqual([])
})

test('its text and time are changed, it is sent now, or not at all', async () => {
  const room = await createRoom(bob)
  const [moved, now, never] = [
    await later(bob, room, 'moved'),
    await later(bob, room, 'now'),
    await later(bob, room, 'never'),
  ]
  await reschedule(bob, moved.id, { content: 'moved away', sendAt: after(3 * hour) })
  await sendNow(bob, now.id)
  await endScheduled(bob, never.id)
  await world.work()
  expect(await said(bob, room)).toEqual(['now'])
  await come(2 * hour)
  expect(await said(bob, room)).toEqual(['now'])
  await come(2 * hour)
  expect(await said(bob, room)).toEqual(['now', 'moved away'])
  await expect(reschedule(bob, moved.id, { content: 'late' })).rejects.toMatchObject({ code: 'not_found' })
  await endScheduled(bob, moved.id)
})

test('what is just being sent is neither changed nor ended', async () => {
  const room = await createRoom(bob)
  const { id } = await later(bob, room, 'under way')
  await world.db.write((tx) => tx.update(scheduled).set({ state: 'sending' }).where(eq(scheduled.id, id)))
  for (const change of [
    () => reschedule(bob, id, { content: 'other' }),
    () => sendNow(bob, id),
    () => endScheduled(bob, id),
  ])
    await expect(change()).rejects.toMatchObject({ code: 'conflict', reason: 'scheduled.sending' })
  await come(2 * hour)
  expect(await said(bob, room)).toEqual(['under way'])
})

test('whoever may not write there cannot schedule, and nobody reaches what others schedule', async () => {
  const hidden = await createRoom(ana, { visibility: 'private' })
  await expect(later(eve, hidden, 'in')).rejects.toMatchObject({ code: 'not_found' })
  await expect(later(eve, await createRoom(ana), 'in')).rejects.toMatchObject({ code: 'forbidden' })
  const archived = await createRoom(ana)
  await changeRoom(ana, archived.id, { isActive: false })
  await expect(later(ana, archived, 'in')).rejects.toMatchObject({ code: 'forbidden' })
  const { id } = await later(ana, hidden, 'own')
  for (const change of [() => reschedule(eve, id, { content: 'other' }), () => sendNow(eve, id)])
    await expect(change()).rejects.toMatchObject({ code: 'not_found' })
  await endScheduled(eve, id)
  expect(await listed(ana)).toMatchObject([{ id, content: 'own' }])
  await endScheduled(ana, id)
})

test('the right is asked when it is sent: what cannot be is kept, with the reason, and can be sent later', async () => {
  const [left, archived, gone] = await Promise.all(
    [0, 1, 2].map(() => createRoom(ana, { visibility: 'private' }, { member: [eve] })),
  )
  if (!left || !archived || !gone) throw new Error('no room')
  const [toLeft, toArchived, toGone] = [
    await later(eve, left, 'to the left'),
    await later(eve, archived, 'to the archived'),
    await later(eve, gone, 'to the gone'),
  ]
  await removeMember(ana, left.id, eve.viewer.userId)
  await changeRoom(ana, archived.id, { isActive: false })
  await deleteRoom(ana, gone.id)
  await come(2 * hour)
  const kept = new Map((await listed(eve)).map((one) => [one.id, one]))
  expect(kept.get(toLeft.id)).toMatchObject({ state: 'failed', content: 'to the left', room: null })
  expect(kept.get(toLeft.id)?.failure).toMatchObject({ reason: 'notFound.room' })
  expect(kept.get(toArchived.id)?.failure).toMatchObject({ reason: 'rooms.archived', message: /archived/ })
  expect(kept.get(toGone.id)).toMatchObject({ state: 'failed', room: null })
  for (const { id } of [toLeft, toArchived, toGone])
    expect(heard(id)).toEqual([
      [to(eve), 'set'],
      [to(eve), 'failed'],
    ])
  expect(await said(ana, left)).toEqual([])
  await changeRoom(ana, archived.id, { isActive: true })
  await sendNow(eve, toArchived.id)
  await world.work()
  expect(await said(ana, archived)).toEqual(['to the archived'])
  await endScheduled(eve, toLeft.id)
  await endScheduled(eve, toGone.id)
  expect(await listed(eve)).toEqual([])
})

test('files wait with it, however long that is, and go when it is ended', async () => {
  const room = await createRoom(bob)
  const makeFile = async () => {
    const file = { name: 'a.txt', mimeType: 'text/plain', sizeBytes: 1, createdAt: world.now() }
    const id = randomUUID()
    await world.db.write((tx) => noteFile(tx, { ...file, id, uploaderId: bob.viewer.userId }))
    return id
  }
  const isThere = (id: string) => world.db.read.$count(files, eq(files.id, id))
  const [sent, ended, foreign] = [await makeFile(), await makeFile(), await makeFile()]
  await expect(
    later(ana, await createRoom(ana), '', hour, { attachmentIds: [foreign] }),
  ).rejects.toMatchObject({
    reason: 'files.gone',
  })
  const { id } = await later(bob, room, '', 5 * day, { attachmentIds: [ended] })
  const withFile = await later(bob, room, '', 5 * day, { attachmentIds: [sent] })
  expect(withFile.attachments).toMatchObject([{ id: sent, name: 'a.txt' }])
  world.pass(4 * day)
  await purgeFiles(world)
  expect([await isThere(sent), await isThere(ended), await isThere(foreign)]).toEqual([1, 1, 0])
  await endScheduled(bob, id)
  await purgeFiles(world)
  expect(await isThere(ended)).toBe(0)
  await come(day + hour)
  expect((await history(bob, room.id, { limit: 1 })).items[0]?.attachments).toMatchObject([{ id: sent }])
})

test('a reply whose message was deleted meanwhile is still sent, and what is scheduled leaves no job behind', async () => {
  const room = await createRoom(bob)
  const { message } = await post(bob, room.id, { clientId: randomUUID(), content: 'asked' })
  await later(bob, room, 'answered', hour, { replyToId: message.id })
  await remove(bob, { messageId: message.id })
  await come(2 * hour)
  expect(await said(bob, room)).toEqual(['', 'answered'])
  expect(await world.db.read.$count(jobs, eq(jobs.kind, 'scheduled.send'))).toBe(0)
})

test('times that are over and an empty text are refused', async () => {
  const room = await createRoom(bob)
  await expect(later(bob, room, 'late', -1)).rejects.toMatchObject({ issues: [{ path: 'sendAt' }] })
  const { id } = await later(bob, room, 'text')
  await expect(reschedule(bob, id, { content: '' })).rejects.toMatchObject({ issues: [{ path: 'content' }] })
  await expect(reschedule(bob, id, { sendAt: after(-1) })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('what is forwarded does not wait', () => {
  const body = { clientId: randomUUID(), content: '', sendAt: after(hour), forwardOf: 'one' }
  expect(newScheduled.safeParse(body)).toMatchObject({
    error: { issues: [{ path: ['forwardOf'], message: 'invalid.forwardLater' }] },
  })
})

test('what could not be sent just now is its author’s until the next try, and is tried for as long as it is there', async () => {
  const busy = await openWorld({ LIMIT_MESSAGES_PER_5S: '2' })
  const cleo = await createUser(busy, 'Cleo')
  const room = await createRoom(cleo)
  const sendAt = busy.now() + hour
  const wanted = { clientId: randomUUID(), content: 'too much', sendAt: new Date(sendAt).toISOString() }
  const { id } = (await schedule(cleo, room.id, wanted)).message
  busy.pass(2 * hour)
  await say(cleo, room)
  await expect(sendScheduled(busy, { id, sendAt })).rejects.toMatchObject({ code: 'rate_limited' })
  expect(await listed(cleo)).toMatchObject([{ id, state: 'waiting', failure: null }])
  await endScheduled(cleo, id)
  await sendScheduled(busy, { id, sendAt })
  expect(await said(cleo, room)).toEqual(['Hello'])
})

test('a poll that would be closed before it is sent is refused', async () => {
  const room = await createRoom(bob)
  const poll = (ms: number) => ({ poll: { choices: ['yes', 'no'], several: false, closesAt: after(ms) } })
  const refused = { issues: [{ path: 'poll.closesAt' }] }
  await expect(later(bob, room, 'Which?', 2 * hour, poll(hour))).rejects.toMatchObject(refused)
  const { id } = await later(bob, room, 'Which?', hour, poll(2 * hour))
  await expect(reschedule(bob, id, { sendAt: after(3 * hour) })).rejects.toMatchObject(refused)
  await endScheduled(bob, id)
})

test('where only moderators write nothing is kept for later, and what is kept is refused when its time comes', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const kept = await later(bob, room, 'in time')
  await changeRoom(ana, room.id, { posting: 'moderators' })
  await expect(later(bob, room, 'too late')).rejects.toMatchObject({ reason: 'rooms.moderatorsPost' })
  const news = await say(ana, room, 'news')
  const reply = await later(bob, room, 'a reply', hour, { threadId: news.id })
  await come(hour + 1_000)
  expect(await listed(bob)).toMatchObject([
    { id: kept.id, state: 'failed', failure: { reason: 'rooms.moderatorsPost' } },
  ])
  expect(heard(reply.id).at(-1)).toEqual([to(bob), 'sent'])
  expect(await said(ana, room)).toEqual(['news'])
})

test('in slow mode it waits as long as its author has to, and is sent then', async () => {
  const room = await createRoom(ana, {}, { member: [eve] })
  await changeRoom(ana, room.id, { slowModeMs: 2 * hour })
  await later(eve, room, 'patient', hour)
  await say(eve, room, 'now')
  await come(hour + 1_000)
  expect(await said(ana, room)).toEqual(['now'])
  expect(await listed(eve)).toMatchObject([{ state: 'waiting' }])
  await come(hour)
  expect(await said(ana, room)).toEqual(['now', 'patient'])
})
