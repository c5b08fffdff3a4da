import { and, asc, desc, eq, gt, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { Context } from '#lib/context.ts'
import { contains } from '#lib/db/contains.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { bytesOfRoom } from '#lib/files/bytes-of-room.ts'
import { fold } from '#lib/fold.ts'
import type { Page } from '#lib/http/schema.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { isoTime } from '#lib/iso-time.ts'
import { decodeCursor, pageOf } from '#lib/paging.ts'
import { isThere } from './membership.ts'
import { pageOfMembers } from './queries.ts'
import type { AnyRoom, AnyRoomQuery, Member, MemberQuery } from './schema.ts'

const bytes = bytesOfRoom(rooms.id)
const [text, number] = [z.string(), z.number()]
const counted = (by: SQL) => ({ by: by as SQL<string | number>, position: number })

/** By what a list may be sorted, and how its cursor tells that. What was never written in was last at 0. */
const sorts = {
  name: { by: sql<string | number>`${rooms.nameFolded}`, position: text },
  lastMessageAt: counted(sql`coalesce(${rooms.lastMessageAt}, 0)`.mapWith(Number)),
  memberCount: counted(sql`${rooms.memberCount}`.mapWith(Number)),
  messageCount: counted(sql`${rooms.lastSeq}`.mapWith(Number)),
  storageBytes: counted(sql`${bytes}`.mapWith(Number)),
}

const kindIs = {
  named: ne(rooms.visibility, 'direct'),
  public: eq(rooms.visibility, 'public'),
  private: eq(rooms.visibility, 'private'),
  direct: eq(rooms.visibility, 'direct'),
  all: undefined,
}
const stateIs = { active: eq(rooms.isActive, true), archived: eq(rooms.isActive, false), all: undefined }

/** In the very words of the index, or it is not used. */
const isOwner = sql`role = 'owner'`
/** Of a direct room all are members. Whoever was deactivated looks after nothing. */
const ownerId = sql<string | null>`(select ${memberships.userId} from ${memberships}
  inner join ${users} on ${users.id} = ${memberships.userId} and ${users.deactivatedAt} is null
  where ${memberships.roomId} = ${rooms.id} and ${memberships}.${isOwner}
  order by ${memberships.joinedAt} limit 1)`

/** All rooms, or those that a part of the name fits. For administrators: nothing of what is said in them. */
export async function allRooms(context: Context, query: AnyRoomQuery): Promise<Page<AnyRoom>> {
  requireAdministrator(context.viewer)
  const { by, position } = sorts[query.sort]
  const [first, beyond] = query.order === 'asc' ? [asc, gt] : [desc, lt]
  const from =
    query.cursor === undefined ? undefined : decodeCursor(query.cursor, z.tuple([position, z.string()]))
  const rows = await find(
    context,
    by,
    query.limit + 1,
    [first(by), first(rooms.id)],
    [
      query.query === '' ? undefined : contains(rooms.nameFolded, fold(query.query)),
      kindIs[query.kind],
      stateIs[query.state],
      from && or(beyond(by, from[0]), and(eq(by, from[0]), beyond(rooms.id, from[1]))),
    ],
  )
  return pageOf(rows, query.limit, present, ({ at, id }) => [at, id])
}

/** One of them. For administrators. */
export async function anyRoomOf(context: Context, roomId: string): Promise<AnyRoom> {
  requireAdministrator(context.viewer)
  const [row] = await find(context, sorts.name.by, 1, [], [eq(rooms.id, roomId)])
  if (!row) throw notFound('room')
  return present(row)
}

/**
 * Who is in a room that is not direct, by which a new owner is chosen. For administrators: to know who is in
 * a room is not to read it.
 */
export async function membersOfAny(
  { db, viewer }: Context,
  roomId: string,
  query: MemberQuery,
): Promise<Page<Member>> {
  requireAdministrator(viewer)
  const [room] = await db.read
    .select({ id: rooms.id })
    .from(rooms)
    .where(and(eq(rooms.id, roomId), kindIs.named, isThere))
  if (!room) throw notFound('room')
  return pageOfMembers(db.read, roomId, query)
}

const find = (
  { db, viewer }: Context,
  by: SQL<string | number>,
  limit: number,
  order: SQL[],
  where: (SQL | undefined)[],
) => {
  const { id, name, type, visibility, isActive, createdAt, memberCount, lastSeq, lastMessageAt } = rooms
  const joined = sql<number>`exists (select 1 from ${memberships}
    where ${memberships.roomId} = ${rooms.id} and ${memberships.userId} = ${viewer.userId})`.mapWith(Boolean)
  return db.read
    .select({
      ...{ id, name, type, visibility, isActive, createdAt, memberCount, lastSeq, lastMessageAt },
      storageBytes: bytes.mapWith(Number),
      at: by,
      joined,
      owner: personColumns,
    })
    .from(rooms)
    .leftJoin(users, eq(users.id, ownerId))
    .where(and(isThere, ...where))
    .orderBy(...order)
    .limit(limit)
}

const present = ({ at: _, lastSeq, ...row }: Awaited<ReturnType<typeof find>>[number]): AnyRoom => ({
  ...row,
  createdAt: isoTime(row.createdAt),
  messageCount: lastSeq,
  lastMessageAt: row.lastMessageAt === null ? null : isoTime(row.lastMessageAt),
})
