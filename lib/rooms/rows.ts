import { and, desc, eq, lt, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { personColumns, users } from '#lib/accounts/columns.ts'
import { participantCount } from '#lib/calls/callers.ts'
import type { Queries } from '#lib/db/open.ts'
import { rowsAsText } from '#lib/db/rows-as-text.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { noNews, unreadMentions } from '#lib/messages/unread-count.ts'
import { isThere } from './membership.ts'

/** Of a room, what is shown of it and where it stands in a list. */
export const shownColumns = {
  id: rooms.id,
  type: rooms.type,
  visibility: rooms.visibility,
  name: rooms.name,
  description: rooms.description,
  isActive: rooms.isActive,
  posting: rooms.posting,
  repliesOpen: rooms.repliesOpen,
  slowModeMs: rooms.slowModeMs,
  retentionDays: rooms.retentionDays,
  firstSeq: rooms.firstSeq,
  directKey: rooms.directKey,
  lastSeq: rooms.lastSeq,
  revision: rooms.revision,
  memberCount: rooms.memberCount,
  lastMessageAt: rooms.lastMessageAt,
  activeAt: rooms.activeAt,
  createdAt: rooms.createdAt,
}

/**
 * Counted only where there can be anything: most rooms of a list are read to their end and without a call.
 */
const countWhere = (possible: SQL, counted: SQL) =>
  sql<number>`case when ${possible} then ${counted} else 0 end`.mapWith(Number)
export const inCall = countWhere(sql`${rooms.type} = 'video'`, participantCount(rooms.id))

type Which = { userId: string | Placeholder; where: SQL | undefined; limit: number | Placeholder }

/**
 * Rooms as somebody sees them, the newest activity first: one statement, however many rooms.
 * What is counted is counted of those on the page alone. The first row also tells of which
 * version of all their rooms the rows are (`versionOfRooms`).
 */
export function roomsAsSeen(on: Queries, { userId, where, limit }: Which) {
  const order = [desc(rooms.activeAt), desc(rooms.id)]
  const page = on
    .select({
      roomId: rooms.id,
      role: memberships.role,
      lastReadSeq: memberships.lastReadSeq,
      level: memberships.level,
      favourite: memberships.favourite,
      mutedUntil: memberships.mutedUntil,
      muteReason: memberships.muteReason,
      place: sql<number>`row_number() over (order by ${sql.join(order, sql`, `)})`.as('place'),
    })
    .from(rooms)
    .leftJoin(memberships, and(eq(memberships.roomId, rooms.id), eq(memberships.userId, userId)))
    .where(and(isThere, where))
    .orderBy(...order)
    .limit(limit)
    .as('page')
  const isBehind = sql`${page.lastReadSeq} < ${rooms.lastSeq}`
  const read = { roomId: rooms.id, lastReadSeq: page.lastReadSeq, userId }
  return on
    .select({
      room: shownColumns,
      creator: personColumns,
      role: page.role,
      lastReadSeq: page.lastReadSeq,
      level: page.level,
      favourite: page.favourite,
      mutedUntil: page.mutedUntil,
      muteReason: page.muteReason,
      noNews: countWhere(isBehind, noNews(read)),
      mentions: countWhere(isBehind, unreadMentions(read)),
      inCall,
      version: sql<string | null>`case when ${page.place} = 1 then ${versions(on, userId)} end`,
    })
    .from(page)
    .innerJoin(rooms, eq(rooms.id, page.roomId))
    .innerJoin(users, eq(users.id, rooms.creatorId))
    .orderBy(page.place)
}

export type SeenRow = Awaited<ReturnType<typeof roomsAsSeen>>[number]

/**
 * All that is shown of somebody's rooms and may change, in one text. What is counted in them
 * changes with their revision and the place read to. Seats only become fewer while nobody
 * joins, so their number tells who sits there. Names and pictures of people have a version of their own.
 */
const versions = (on: Queries, userId: string | Placeholder) =>
  on
    .select({
      version: rowsAsText(
        rooms.id,
        rooms.type,
        rooms.visibility,
        rooms.name,
        rooms.description,
        rooms.isActive,
        rooms.posting,
        rooms.repliesOpen,
        rooms.slowModeMs,
        rooms.retentionDays,
        rooms.firstSeq,
        rooms.lastSeq,
        rooms.revision,
        rooms.memberCount,
        rooms.lastMessageAt,
        rooms.activeAt,
        rooms.lastCallJoinSeq,
        inCall,
        memberships.role,
        memberships.lastReadSeq,
        memberships.level,
        memberships.favourite,
        memberships.mutedUntil,
        memberships.muteReason,
      ),
    })
    .from(memberships)
    .innerJoin(rooms, eq(rooms.id, memberships.roomId))
    .where(and(eq(memberships.userId, userId), isThere))

const userId = sql.placeholder('userId')

/** Of all rooms somebody is in: another text whenever one of them is shown differently to them. */
export const versionOfRooms = statement((on) => versions(on, userId).prepare('rooms_version'))

/** Rooms after a place in the order of lists. */
export const isAfter = (activeAt: number | Placeholder, id: string | Placeholder) =>
  or(lt(rooms.activeAt, activeAt), and(eq(rooms.activeAt, activeAt), lt(rooms.id, id)))

/** The rooms somebody is in that are not archived. */
const isJoined = and(eq(memberships.userId, userId), eq(rooms.isActive, true))
const limit = sql.placeholder('limit')

/** Those after a place, which for the first page is before all. */
export const joinedRooms = statement((on) => {
  const after = isAfter(sql.placeholder('activeAt'), sql.placeholder('id'))
  return roomsAsSeen(on, { userId, where: and(isJoined, after), limit }).prepare('rooms_joined')
})

export const favouriteRooms = statement((on) => {
  const where = and(isJoined, eq(memberships.favourite, true))
  return roomsAsSeen(on, { userId, where, limit }).prepare('rooms_favourite')
})

export const oneRoom = statement((on) =>
  roomsAsSeen(on, { userId, where: eq(rooms.id, sql.placeholder('roomId')), limit: 1 }).prepare('room_one'),
)
