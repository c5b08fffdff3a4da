import { expect, test } from 'vitest'
import { changeAccount } from '#lib/accounts/administration.ts'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { myActivity } from '#lib/messages/activity.ts'
import { history } from '#lib/messages/queries.ts'
import { historyQuery } from '#lib/messages/schema.ts'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { decide, removeReported } from './deciding.ts'
import { listReports, reportOf } from './queries.ts'
import { reportMessage } from './reporting.ts'
import { reportQuery } from './schema.ts'

const world = await openWorld()
const ada = await createUser(world, 'Ada', 'admin')
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const from = '192.0.2.1'

/** A message of Bob's in a room the administrator is not in, reported by Ana. */
async function reported() {
  const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
  const said = await say(bob, room, 'something vile')
  world.pass(1)
  await reportMessage(ana, { roomId: room.id, messageId: said.id }, { reason: 'Vile' })
  const { items } = await listReports(ada, reportQuery.parse({ state: 'open' }))
  return { room, said, id: items[0]?.id ?? '' }
}

const logged = async () => (await auditLog(ada, auditQuery.parse({ limit: 1 }))).items[0]

test('an administrator resolves or dismisses a report with a note, which the log keeps', async () => {
  const { id } = await reported()
  world.forget()
  await decide(ada, id, { state: 'resolved', note: 'Talked to Bob' }, from)
  await decide(ada, id, { state: 'resolved', note: 'Talked to Bob' }, from)
  expect(world.heard).toMatchObject([{ event: 'reports:changed', audience: { people: [ada.viewer.userId] } }])
  expect(await reportOf(ada, id)).toMatchObject({
    state: 'resolved',
    note: 'Talked to Bob',
    decided: { by: { name: 'Ada' } },
  })
  expect(await logged()).toMatchObject({
    actor: { name: 'Ada' },
    action: 'report.resolved',
    target: { kind: 'user', id: bob.viewer.userId, name: 'Bob' },
    address: from,
    detail: { room: 'Garden', note: 'Talked to Bob' },
  })
  await decide(ada, id, { state: 'dismissed' }, from)
  expect(await reportOf(ada, id)).toMatchObject({ state: 'dismissed', note: '' })
})

test('an administrator deletes what was reported in a room they are not in, and its author is told why', async () => {
  const { id, room, said } = await reported()
  world.forget()
  await removeReported(ada, id, 'Not here', from)
  const [left] = (await history(bob, room.id, historyQuery.parse({}))).items
  expect(left).toMatchObject({ id: said.id, content: '', removed: { reason: 'Not here' } })
  expect(world.heardOf('message:removed')).toEqual([
    {
      event: 'message:removed',
      audience: { members: room.id, among: [bob.viewer.userId] },
      payload: { roomId: room.id, messageId: said.id, reason: 'Not here' },
    },
  ])
  expect(await myActivity(bob, { limit: 1 })).toMatchObject({
    items: [{ what: 'removal', message: { id: said.id, content: '' }, people: [] }],
  })
  expect(await reportOf(ada, id)).toMatchObject({
    state: 'open',
    message: { content: 'something vile', isGone: true },
  })
  expect(await logged()).toMatchObject({
    action: 'message.removed',
    detail: { room: 'Garden', reason: 'Not here' },
  })
  await expect(removeReported(ada, id, '', from)).rejects.toMatchObject({ code: 'conflict' })
})

test('nobody else does either, nor whoever is an administrator no more', async () => {
  const { id } = await reported()
  const former = await createUser(world, 'Former', 'admin')
  await changeAccount(ada, former.viewer.userId, { role: 'member' }, from)
  for (const who of [ana, bob, former]) {
    await expect(decide(who, id, { state: 'dismissed' }, from)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeReported(who, id, '', from)).rejects.toMatchObject({ code: 'forbidden' })
  }
  await expect(decide(ada, 'nothing', { state: 'dismissed' }, from)).rejects.toMatchObject({
    code: 'not_found',
  })
  expect(await reportOf(ada, id)).toMatchObject({ state: 'open', message: { isGone: false } })
})

test('a report says whether its author is still here', async () => {
  const { id } = await reported()
  await changeAccount(ada, bob.viewer.userId, { state: 'deactivated' }, from)
  expect((await reportOf(ada, id)).message.author.state).toBe('deactivated')
})
