import { and, eq, gt, inArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { personColumns, users } from '#lib/accounts/columns.ts'
import { callersIn } from '#lib/calls/callers.ts'
import type { Context } from '#lib/context.ts'
import { contains } from '#lib/db/contains.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { notFound } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import type { Page } from '#lib/http/schema.ts'
import { decodeCursor, pageOf } from '#lib/paging.ts'
import { isThere, requireRoom } from './membership.ts'
import { canModerate } from './policy.ts'
import { presentSummary } from './present.ts'
import { memberColumns, presentMember } from './present-member.ts'
import { presenter } from './presenter.ts'
import { inCall, oneRoom, shownColumns } from './rows.ts'
import type { Member, MemberQuery, Room, RoomSummary } from './schema.ts'

/** One room, as the viewer sees it; `not_found` when they may not. */
export async function getRoom({ db, viewer }: Context, roomId: string): Promise<Room> {
  await requireRoom(db.read, viewer, roomId)
  const [row] = await oneRoom(db.read).execute({ userId: viewer.userId, roomId })
  if (!row) throw notFound('room')
  const present = await presenter(db.read, viewer.userId, [row])
  return present(row)
}

/** What is told to all members when the room changes. Asks for no rights: for publishing only. */
export async function roomSummary(on: Queries, roomId: string): Promise<RoomSummary | null> {
  const [row] = await on
    .select({ room: shownColumns, creator: personColumns, inCall })
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
  { db, now, viewer }: Context,
  roomId: string,
  query: MemberQuery,
): Promise<Page<Member>> {
  const room = await requireRoom(db.read, viewer, roomId)
  return pageOfMembers(db.read, roomId, query, canModerate(room) ? now() : undefined)
}

/** The same, and asks for no rights. With `now` it tells also who is muted. */
export async function pageOfMembers(
  on: Queries,
  roomId: string,
  { query, role, ...paging }: MemberQuery,
  now?: number,
): Promise<Page<Member>> {
  const after = paging.cursor === undefined ? undefined : decodeCursor(paging.cursor, afterMember)
  const rows = await on
    .select(memberColumns)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.roomId, roomId),
        query ? contains(users.nameFolded, fold(query)) : undefined,
        role && eq(memberships.role, role),
        after &&
          or(
            gt(memberships.joinedAt, after[0]),
            and(eq(memberships.joinedAt, after[0]), gt(users.id, after[1])),
          ),
      ),
    )
    .orderBy(memberships.joinedAt, users.id)
    .limit(paging.limit + 1)
  return pageOf(
    rows,
    paging.limit,
    (row) => presentMember(row, now),
    (row) => [row.joinedAt, row.person.id],
  )
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
