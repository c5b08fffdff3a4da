import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { dialect } from '#lib/db/dialect.ts'
import { messages } from '#lib/db/schema.ts'
import { leaveRoom } from '#lib/rooms/members.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { changesSince } from './changes.ts'
import { edit, react, remove } from './operations.ts'
import { history } from './queries.ts'
import { historyQuery } from './schema.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')

async function roomOf(messages: number) {
  const room = await createRoom(ana, {}, { member: [bob] })
  for (let i = 1; i <= messages; i++) await say(i % 2 ? ana : bob, room, `message ${i}`)
  return room
}

describe('catching up', () => {
  test('gives every message that changed since, once, as it is now', async () => {
    const room = await roomOf(4)
    const { items } = await history(ana, room.id, historyQuery.parse({}))
    const [first = '', second = '', third = ''] = items.map((message) => message.id)
    await edit(ana, { messageId: first }, 'edited')
    await react(bob, { messageId: first }, '👍', true)
    await remove(bob, { messageId: second })
    await edit(ana, { messageId: third }, 'edited')
    await say(bob, room, 'new')

    const { changes, ...state } = await changesSince(bob, room.id, 4)
    expect(state).toEqual({ revision: 9, reset: false, firstSeq: 1 })
    expect(changes.map(({ seq, revision }) => [seq, revision])).toEqual([
      [1, 6],
      [2, 7],
      [3, 8],
      [5, 9],
    ])
    expect(changes[0]).toMatchObject({ content: 'edited', reactions: [{ emoji: '👍' }] })
    expect(changes[1]).toMatchObject({ content: '' })
    expect((await changesSince(bob, room.id, 8)).changes.map((message) => message.seq)).toEqual([5])
  })

  /** A room in which messages were posted, changed, and changed again, in no order. */
  async function livelyRoom() {
    const room = await roomOf(3)
    for (const [i, seq] of [3, 1, 3, 4, 2, 5, 5, 7, 1].entries()) {
      const { items } = await history(ana, room.id, historyQuery.parse({ around: seq, limit: 1 }))
      await react(bob, { messageId: items[0]?.id ?? '' }, `${i}\u{fe0f}\u{20e3}`, true)
      if (i % 3 < 2) await say(ana, room)
    }
    return room
  }

  async function expectAllChanges(room: { id: string }) {
    const { items, revision } = await history(ana, room.id, historyQuery.parse({}))
    for (let since = 0; since <= revision; since++) {
      const later = items.filter((message) => message.revision > since)
      const changes = later.sort((a, b) => a.revision - b.revision)
      expect(await changesSince(bob, room.id, since)).toEqual({
        revision,
        changes,
        reset: false,
        firstSeq: 1,
      })
    }
  }

  test('from any revision on: what is later, whatever was posted and changed in between', async () => {
    await expectAllChanges(await livelyRoom())
  })

  test('also in rooms of before it was kept which messages were changed', async () => {
    const room = await livelyRoom()
    const migration = readFileSync(`drizzle/${dialect}/0011_revised_messages.sql`, 'utf8')
    const [, changed = ''] = /^UPDATE .messages.+? WHERE (.+?);/ms.exec(migration) ?? []
    await world.db.write(async (tx) => {
      await tx.update(messages).set({ revised: false })
      await tx.update(messages).set({ revised: true }).where(sql.raw(changed))
    })
    await expectAllChanges(room)
    await say(ana, room)
    await expectAllChanges(room)
  })

  test('up to date: nothing', async () => {
    const room = await roomOf(2)
    expect(await changesSince(bob, room.id, 2)).toEqual({
      revision: 2,
      changes: [],
      reset: false,
      firstSeq: 1,
    })
  })

  test('a revision this room never had: start over', async () => {
    const room = await roomOf(2)
    expect(await changesSince(bob, room.id, 3)).toEqual({
      revision: 2,
      changes: [],
      reset: true,
      firstSeq: 1,
    })
  })

  test('500 changes are given, 501 are a reason to start over', async () => {
    const room = await roomOf(0)
    await Promise.all(Array.from({ length: 501 }, () => say(ana, room)))
    const exact = await changesSince(bob, room.id, 1)
    expect([exact.changes.length, exact.reset]).toEqual([500, false])
    expect(await changesSince(bob, room.id, 0)).toEqual({
      revision: 501,
      changes: [],
      reset: true,
      firstSeq: 1,
    })
  })

  test('is for members', async () => {
    const room = await roomOf(1)
    await expect(changesSince(eve, room.id, 0)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('of more than may wait for a socket: start over', async () => {
    const room = await roomOf(0)
    await Promise.all(Array.from({ length: 40 }, () => say(ana, room, 'x'.repeat(16_000))))
    expect(await changesSince(bob, room.id, 0)).toEqual({
      revision: 40,
      changes: [],
      reset: true,
      firstSeq: 1,
    })
    expect((await changesSince(bob, room.id, 20)).changes).toHaveLength(20)
  })

  test('is read once for all who ask for the same, and anew when something has changed', async () => {
    const room = await roomOf(3)
    const ask = (someone: Someone, since = 1) => changesSince(someone, room.id, since)
    const [first, second, other] = await Promise.all([ask(ana), ask(bob), ask(bob, 2)])
    expect(second.changes).toBe(first.changes)
    expect(other.changes).toHaveLength(1)
    await say(ana, room, 'new')
    expect((await ask(bob)).changes.map(({ seq }) => seq)).toEqual([2, 3, 4])
  })

  test('is refused to whoever may not read, also while it is remembered, and whose right ended before their turn', async () => {
    const room = await roomOf(3)
    await changesSince(bob, room.id, 0)
    await expect(changesSince(eve, room.id, 0)).rejects.toMatchObject({ code: 'forbidden' })
    let go = () => {}
    const busy = bob.turns.catchingUp(bob.viewer.userId, () => new Promise<void>((done) => (go = done)))
    const waiting = changesSince(bob, room.id, 0)
    const refused = expect(waiting).rejects.toMatchObject({ code: 'forbidden' })
    await leaveRoom(bob, room.id)
    go()
    await Promise.all([busy, refused])
  })
})
