import { and, desc, eq, gt, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { personColumns, users } from '#lib/accounts/columns.ts'
import { callersIn, participantCount } from '#lib/calls/callers.ts'
import type { Context } from '#lib/context.ts'
import { contains } from '#lib/db/contains.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { notFound } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import type { Page } from '#lib/http/schema.ts'
import { mayBrowse } from '#lib/instance/policy.ts'
import { isoTime } from '#lib/iso-time.ts'
import { pageSize } from '#lib/limits.ts'
import { ownUnread, unreadMentions } from '#lib/messages/unread-count.ts'
import { decodeCursor, pageOf } from '#lib/paging.ts'
import { companionsIn, isCalled } from './companions.ts'
import { isThere, requireRoom } from './membership.ts'
import { presentRoom, presentSummary } from './present.ts'
import type { Member, MemberQuery, Room, RoomQuery, RoomSummary } from './schema.ts'

/**
 * Counted only where there can be anything: most rooms of a list are read to their end and without a call.
 */
const countWhere = (possible: SQL, counted: SQL) =>
  sql<number>`case when ${possible} then ${counted} else 0 end`.mapWith(Number)
const isBehind = sql`${memberships.lastReadSeq} < ${rooms.lastSeq}`
const readBy = (userId: string) => ({ roomId: rooms.id, lastReadSeq: memberships.lastReadSeq, userId })

const inCall = countWhere(sql`${rooms.type} = 'video'`, participantCount(rooms.id))

/** A room as the viewer sees it: one statement, however many rooms. */
const roomsAsSeen = (on: Queries, userId: string) =>
  on
    .select({
      room: rooms,
      creator: personColumns,
      role: memberships.role,
      lastReadSeq: memberships.lastReadSeq,
      level: memberships.level,
      favourite: memberships.favourite,
      ownUnread: countWhere(isBehind, ownUnread(readBy(userId))),
      mentions: countWhere(isBehind, unreadMentions(readBy(userId))),
      inCall,
    })
    .from(rooms)
    .innerJoin(users, eq(users.id, rooms.creatorId))
    .leftJoin(memberships, and(eq(memberships.roomId, rooms.id), eq(memberships.userId, userId)))

type Row = Awaited<ReturnType<typeof roomsAsSeen>>[number]
/** Rows to rooms, with what is not in one statement with them. */
const presenter = async (on: Queries, viewerId: string, rows: Row[]) => {
  const companions = await companionsIn(
    on,
    viewerId,
    rows.map((row) => row.room),
  )
  const callers = await callersIn(on, rows)
  return (row: Row): Room =>
    presentRoom(
      presentSummary(row.room, row.creator, row.inCall, callers(row.room.id)),
      row,
      companions(row.room),
    )
}

const afterRoom = z.tuple([z.int(), z.string()])

/** Rooms joined, or public ones to join, the newest activity first. */
export async function listRooms({ db, viewer }: Context, query: RoomQuery): Promise<Page<Room>> {
  if (query.scope === 'browse' && !mayBrowse(viewer)) return { items: [], nextCursor: null }
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, afterRoom)
  const rows = await roomsAsSeen(db.read, viewer.userId)
    .where(
      and(
        isThere,
        query.scope === 'joined'
          ? eq(memberships.userId, viewer.userId)
          : and(eq(rooms.visibility, 'public'), isNull(memberships.userId)),
        eq(rooms.isActive, !query.archived),
        query.type && eq(rooms.type, query.type),
        query.query ? isCalled(db.read, viewer.userId, fold(query.query)) : undefined,
        after && or(lt(rooms.activeAt, after[0]), and(eq(rooms.activeAt, after[0]), lt(rooms.id, after[1]))),
      ),
    )
    .orderBy(desc(rooms.activeAt), desc(rooms.id))
    .limit(query.limit + 1)
  const present = await presenter(db.read, viewer.userId, rows)
  return pageOf(rows, query.limit, present, ({ room }) => [room.activeAt, room.id])
}

/**
 * Joined rooms for the first sight of a page, whatever they are in number:
 * those of the newest activity, and favourites.
 */
export async function firstRooms(context: Context): Promise<Room[]> {
  const { db, viewer } = context
  const most = pageSize.max
  const { items, nextCursor } = await listRooms(context, { scope: 'joined', archived: false, limit: most })
  if (nextCursor === null) return items
  const rows = await roomsAsSeen(db.read, viewer.userId)
    .where(
      and(
        isThere,
        eq(memberships.userId, viewer.userId),
        eq(memberships.favourite, true),
        eq(rooms.isActive, true),
      ),
    )
    .orderBy(desc(rooms.activeAt), desc(rooms.id))
    .limit(most)
  const favourites = rows.map(await presenter(db.read, viewer.userId, rows))
  return [...new Map([...items, ...favourites].map((room) => [room.id, room])).values()]
}

/** One room, as the viewer sees it; `not_found` when they may not. */
export async function getRoom({ db, viewer }: Context, roomId: string): Promise<Room> {
  await requireRoom(db.read, viewer, roomId)
  const [row] = await roomsAsSeen(db.read, viewer.userId).where(eq(rooms.id, roomId))
  if (!row) throw notFound('room')
  const present = await presenter(db.read, viewer.userId, [row])
  return present(row)
}

/** What is told to all members when the room changes. Asks for no rights: for publishing only. */
export async function roomSummary(on: Queries, roomId: string): Promise<RoomSummary | null> {
  const [row] = await on
    .select({ room: rooms, creator: personColumns, inCall })
    .from(rooms)
    .innerJoin(users, eq(users.id, rooms.creatorId))
    .where(and(eq(rooms.id, roomId), isThere))
  if (!row) return null
  const callers = await callersIn(on, [row])
  return presentSummary(row.room, row.creator, row.inCall, callers(roomId))
}

const afterMember = z.tuple([z.int(), z.string()])

/** The people of a room the viewer may see, those who came first in front. */
export async function listMembers(
  { db, viewer }: Context,
  roomId: string,
  { query, ...paging }: MemberQuery,
): Promise<Page<Member>> {
  await requireRoom(db.read, viewer, roomId)
  const after = paging.cursor === undefined ? undefined : decodeCursor(paging.cursor, afterMember)
  const rows = await db.read
    .select({ person: personColumns, role: memberships.role, joinedAt: memberships.joinedAt })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.roomId, roomId),
        query ? contains(users.nameFolded, fold(query)) : undefined,
        after &&
          or(
            gt(memberships.joinedAt, after[0]),
            and(eq(memberships.joinedAt, after[0]), gt(users.id, after[1])),
          ),
      ),
    )
    .orderBy(memberships.joinedAt, users.id)
    .limit(paging.limit + 1)
  const presentMember = (row: (typeof rows)[number]): Member => ({
    ...row.person,
    role: row.role,
    joinedAt: isoTime(row.joinedAt),
  })
  return pageOf(rows, paging.limit, presentMember, (row) => [row.joinedAt, row.person.id])
}

/** Ids of everybody in a room. Asks for no rights: for publishing and presence only. */
export async function memberIds(on: Queries, roomId: string): Promise<string[]> {
  const rows = await membersOfRoom(on).execute({ roomId })
  return rows.map((row) => row.userId)
}

const membersOfRoom = statement((on) =>
  on
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(rooms, eq(rooms.id, memberships.roomId))
    .where(and(eq(memberships.roomId, sql.placeholder('roomId')), isThere))
    .prepare('room_member_ids'),
)

/** Of these people, those who belong to a room. It asks for no rights. */
export async function membersAmong(on: Queries, roomId: string, people: string[]): Promise<string[]> {
  const rows = await on
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.roomId, roomId), inArray(memberships.userId, people)))
  return rows.map(({ userId }) => userId)
}

/** Ids of everybody in a room, as a part of a statement. It asks for no rights. */
export const idsOfMembers = (on: Queries, roomId: string) =>
  on.select({ id: memberships.userId }).from(memberships).where(eq(memberships.roomId, roomId))
