import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { peopleHereOn } from '#lib/accounts/days-here.ts'
import { viewerOf } from '#lib/accounts/sessions.ts'
import { dayMs, dayOf, dayText } from '#lib/day.ts'
import { calls, days, messages } from '#lib/db/schema.ts'
import { remove } from '#lib/messages/operations.ts'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { activityOf } from './activity.ts'
import { statisticsJobs } from './jobs.ts'

async function lively() {
  const world = await openWorld()
  const ada = await createUser(world, 'Ada', 'admin')
  const bob = await createUser(world, 'Bob')
  const room = await createRoom(bob, { name: 'Garden' }, { member: [ada] })
  const last = async () => (await activityOf(ada, { days: 2 })).days
  return { world, ada, bob, room, last }
}

test('each day tells what was written, by how many, and how many were here', async () => {
  const { world, ada, bob, room, last } = await lively()
  const today = dayText(dayOf(world.now()))
  const { id: messageId } = await say(bob, room)
  await say(bob, room)
  await say(ada, room)
  await remove(bob, { roomId: room.id, messageId })
  const [first] = await world.db.read.select({ id: messages.id }).from(messages).limit(1)
  await world.db.write((tx) =>
    tx.insert(calls).values({
      ...{ id: 'call', roomId: room.id, messageId: first?.id ?? '' },
      ...{ startedAt: world.now() - 120_000, endedAt: world.now() },
    }),
  )
  const counted = { messages: 3, writers: 2, visitors: 2, calls: 1, callMinutes: 2 }
  expect((await last())[1]).toEqual({ day: today, ...counted })
  const { days: thirty, totals } = await activityOf(ada, { days: 30 })
  expect(thirty).toHaveLength(30)
  expect(thirty[0]).toMatchObject({ messages: 0, visitors: 0 })
  expect(totals).toEqual({ people: 2, rooms: 1, messages: 3, bytes: 0 })
  expect(await world.db.read.select().from(days), 'today is not over').toEqual([])
})

test('a day that is over is counted once, and stays when what was said in it is gone', async () => {
  const { world, ada, bob, room, last } = await lively()
  await say(bob, room)
  world.pass(dayMs)
  const [yesterday] = await last()
  expect(yesterday).toMatchObject({ messages: 1, writers: 1, visitors: 2 })
  await world.db.write((tx) => tx.delete(messages).where(eq(messages.roomId, room.id)))
  expect((await last())[0]).toEqual(yesterday)
  expect(await viewerOf(world, ada.viewer.sessionId)).not.toBeNull()
  expect((await last())[1], 'who comes back is here again').toMatchObject({ visitors: 1, messages: 0 })
})

test('somebody is noted once a day, whatever they do, and forgotten after some days; the number stays', async () => {
  const { world, ada, last } = await lively()
  const today = dayOf(world.now())
  for (const _ of [1, 2, 3]) {
    world.pass(60_000)
    await viewerOf(world, ada.viewer.sessionId)
  }
  expect(await peopleHereOn(world.db.read, today)).toBe(2)
  world.pass(dayMs)
  await last()
  world.pass(8 * dayMs)
  await world.work()
  await statisticsJobs[0].run(
    world,
    {},
    {
      id: '',
      signal: new AbortController().signal,
      progress: async () => undefined,
      commit: async () => undefined,
      takeBack: async () => undefined,
    },
  )
  expect(await peopleHereOn(world.db.read, today)).toBe(0)
  const all = (await activityOf(ada, { days: 20 })).days
  expect(all.find(({ day }) => day === dayText(today))).toMatchObject({ visitors: 2 })
})

test('it is for administrators', async () => {
  const { bob } = await lively()
  await expect(activityOf(bob, { days: 7 })).rejects.toMatchObject({ code: 'forbidden' })
})
