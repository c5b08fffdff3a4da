import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { post } from '#lib/messages/post.ts'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import type { Queries } from './open.ts'
import { memberships, messages, rooms, users } from './schema.ts'
import { statement } from './statement.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const room = await createRoom(ana, {}, { member: [bob] })
const { id: replyToId } = await say(ana, room)
await post(bob, room.id, { clientId: randomUUID(), content: 'Hello back', replyToId })

const answered = alias(messages, 'answered')

/** Every kind of field there is: of one table, of several, counted, and of joins that find nothing. */
const kinds: Record<string, (on: Queries) => Built> = {
  'of one table': (on) => on.select().from(messages),
  'that are named': (on) => on.select({ id: rooms.id, name: rooms.name, active: rooms.isActive }).from(rooms),
  'of tables and counts': (on) =>
    on
      .select({
        room: rooms,
        user: users,
        joined: sql<number>`${memberships.joinedAt}`.mapWith(Number),
        n: sql`1`,
      })
      .from(memberships)
      .innerJoin(rooms, eq(rooms.id, memberships.roomId))
      .innerJoin(users, eq(users.id, memberships.userId)),
  'of a join that may find nothing': (on) =>
    on.select().from(messages).leftJoin(answered, eq(answered.id, messages.replyToId)),
  'of columns of a join that may find nothing': (on) =>
    on
      .select({
        id: messages.id,
        answered: { seq: answered.seq, event: answered.event, when: answered.editedAt },
        event: { what: messages.event, when: messages.createdAt },
      })
      .from(messages)
      .leftJoin(answered, eq(answered.id, messages.replyToId)),
  'of two tables in one object': (on) =>
    on
      .select({ both: { first: answered.seq, second: memberships.role } })
      .from(messages)
      .leftJoin(answered, eq(answered.id, messages.replyToId))
      .leftJoin(
        memberships,
        and(eq(memberships.roomId, messages.roomId), eq(memberships.userId, messages.authorId)),
      ),
}
type Built = PromiseLike<unknown[]> & { prepare: (name: string) => { execute: () => Promise<unknown[]> } }

test.each(Object.entries(kinds))('rows %s are as drizzle makes them', async (name, build) => {
  const prepared = statement((on) => build(on).prepare(name.replaceAll(' ', '_')))
  const rows = await prepared(world.db.read).execute()
  expect(rows.length).toBeGreaterThan(0)
  expect(rows).toEqual(await build(world.db.read))
})
