import { and, desc, eq, inArray, isNotNull, lt, ne, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { Person } from '#lib/accounts/schema.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { mentions, messages } from '#lib/db/schema.ts'
import type { Page } from '#lib/http/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { rooms } from '#lib/rooms/columns.ts'
import { isMember } from '#lib/rooms/membership.ts'
import { titlesOf } from '#lib/rooms/titles.ts'
import { presentMessage } from './present.ts'
import { ownRemoved, readable } from './readable.ts'
import type { ReadableRow } from './rows.ts'
import type { Activity } from './schema.ts'

const afterActivity = z.tuple([z.int(), z.string()])
type Place = z.infer<typeof afterActivity>
type Found = { messageId: string; at: number; what: Activity['what'] }

/**
 * What was meant for the viewer in rooms they are in still, the newest first: who mentioned them or
 * everybody, what others reacted to of their words, and what was removed of them. Whose reactions came at
 * different times stands at the time of the last one.
 */
export async function myActivity(
  { db, viewer: { userId } }: Context,
  { limit, cursor }: Paging,
): Promise<Page<Activity>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterActivity)
  const found = (
    await Promise.all([
      mentionsOf(db.read, userId, userId, after, limit),
      mentionsOf(db.read, userId, 'room', after, limit),
      reactionsTo(db.read, userId, after, limit),
      removalsOf(db.read, userId, after, limit),
    ])
  ).flat()
  found.sort((a, b) => b.at - a.at || (a.messageId < b.messageId ? 1 : -1))
  const page = pageOf(
    once(found).slice(0, limit + 1),
    limit,
    (one) => one,
    ({ at, messageId }) => [at, messageId],
  )
  const idsOf = (removed: boolean) =>
    page.items.filter(({ what }) => (what === 'removal') === removed).map(({ messageId }) => messageId)
  const rows = new Map([
    ...(await readable(db.read, userId, idsOf(false))),
    ...(await ownRemoved(db.read, userId, idsOf(true))),
  ])
  const titles = await titlesOf(
    db.read,
    userId,
    [...rows.values()].map(({ room }) => room),
  )
  const people = await peopleOf(
    db.read,
    page.items.flatMap(({ messageId, what }) => othersWho(what, rows.get(messageId), userId)),
  )
  const items = page.items.flatMap(({ messageId, what, at }): Activity[] => {
    const row = rows.get(messageId)
    const room = row && titles.get(row.room.id)
    if (!room) return []
    const who = othersWho(what, row, userId).flatMap((id) => people.get(id) ?? [])
    return [{ what, message: presentMessage(row), room, people: who, at: isoTime(at) }]
  })
  return { items, nextCursor: page.nextCursor }
}

async function peopleOf(on: Queries, ids: string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map()
  const found = await on.select(personColumns).from(users).where(inArray(users.id, ids))
  return new Map(found.map((one) => [one.id, one]))
}

/** Ids of those whose activity it is. */
const othersWho = (what: Activity['what'], row: ReadableRow | undefined, viewerId: string): string[] => {
  if (!row) return []
  if (what === 'mention') return [row.author.id]
  if (what === 'removal') return []
  const ids = row.message.reactions.flatMap(({ userIds }) => userIds)
  return [...new Set(ids)].filter((id) => id !== viewerId)
}

/** Who mentions somebody and everybody in one message mentions them once. */
const once = (found: Found[]): Found[] => [
  ...new Map(found.map((one) => [`${one.what} ${one.messageId}`, one])).values(),
]

async function mentionsOf(
  on: Queries,
  viewerId: string,
  name: string,
  after: Place | undefined,
  limit: number,
): Promise<Found[]> {
  const { createdAt, messageId } = mentions
  const rows = await on
    .select({ messageId, at: createdAt })
    .from(mentions)
    .innerJoin(rooms, eq(rooms.id, mentions.roomId))
    .where(
      and(
        eq(mentions.userId, name),
        ne(mentions.authorId, viewerId),
        isMember(on, viewerId),
        after && or(lt(createdAt, after[0]), and(eq(createdAt, after[0]), lt(messageId, after[1]))),
      ),
    )
    .orderBy(desc(createdAt), desc(messageId))
    .limit(limit + 1)
  return rows.map((row) => ({ ...row, what: 'mention' }))
}

async function reactionsTo(
  on: Queries,
  viewerId: string,
  after: Place | undefined,
  limit: number,
): Promise<Found[]> {
  const { reactedAt, id } = messages
  const rows = await on
    .select({ messageId: id, at: sql<number>`${reactedAt}`.mapWith(Number) })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(
      and(
        eq(messages.authorId, viewerId),
        // A line of the room is its author's, and none of their words.
        eq(messages.kind, 'text'),
        isNotNull(reactedAt),
        isMember(on, viewerId),
        after && or(lt(reactedAt, after[0]), and(eq(reactedAt, after[0]), lt(id, after[1]))),
      ),
    )
    .orderBy(desc(reactedAt), desc(id))
    .limit(limit + 1)
  return rows.map((row) => ({ ...row, what: 'reaction' }))
}

async function removalsOf(
  on: Queries,
  viewerId: string,
  after: Place | undefined,
  limit: number,
): Promise<Found[]> {
  const { deletedAt, id } = messages
  const rows = await on
    .select({ messageId: id, at: sql<number>`${deletedAt}`.mapWith(Number) })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(
      and(
        eq(messages.authorId, viewerId),
        isNotNull(messages.removedFor),
        isMember(on, viewerId),
        after && or(lt(deletedAt, after[0]), and(eq(deletedAt, after[0]), lt(id, after[1]))),
      ),
    )
    .orderBy(desc(deletedAt), desc(id))
    .limit(limit + 1)
  return rows.map((row) => ({ ...row, what: 'removal' }))
}
