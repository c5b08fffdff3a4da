import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { fold } from '#lib/fold.ts'
import type { Page } from '#lib/http/schema.ts'
import type { Written } from '#lib/http/written.ts'
import { mayBrowse } from '#lib/instance/policy.ts'
import { profilesVersion } from '#lib/instance/profiles-version.ts'
import { pageSize } from '#lib/limits.ts'
import { decodeCursor, pageOf } from '#lib/paging.ts'
import { isCalled } from './companions.ts'
import { presenter } from './presenter.ts'
import { favouriteRooms, isAfter, joinedRooms, roomsAsSeen, type SeenRow, versionOfRooms } from './rows.ts'
import type { Room, RoomQuery } from './schema.ts'

const afterRoom = z.tuple([z.int(), z.string()])
/** Before all rooms, in the order of lists. */
const beginning: z.infer<typeof afterRoom> = [Number.MAX_SAFE_INTEGER, '']

/** Rooms joined, or public ones to join, the newest activity first. */
export async function listRooms(context: Context, query: RoomQuery): Promise<Page<Room>> {
  const { db, viewer } = context
  if (query.scope === 'browse' && !mayBrowse(viewer)) return { items: [], nextCursor: null }
  return presentPage(context, query, await rowsOf(db.read, viewer.userId, query))
}

/**
 * The same, written out where it may be asked for again and again: the answer is kept for one version of all
 * that is shown in it.
 */
export async function writtenRooms(
  context: Context,
  query: RoomQuery,
): Promise<Page<Room> | Written<Page<Room>>> {
  if (!isWhole(query)) return listRooms(context, query)
  const { db, kept, viewer } = context
  const { userId } = viewer
  return kept(`rooms ${userId} ${query.limit} ${query.cursor ?? ''}`, {
    stamp: await db.stamp(),
    version: async () => {
      const profiles = await profilesVersion(db.read)
      const [found] = await versionOfRooms(db.read).execute({ userId })
      return `${profiles} ${found?.version}`
    },
    make: async () => {
      const profiles = await profilesVersion(db.read)
      const rows = await rowsOf(db.read, userId, query)
      const version = rows[0] ? `${profiles} ${rows[0].version}` : null
      return { version, answer: await presentPage(context, query, rows) }
    },
  })
}

/** All rooms somebody is in, as every page and most programs ask for them. */
const isWhole = ({ scope, archived, type, query }: RoomQuery) =>
  scope === 'joined' && !archived && !type && !query

/** One more than the page may hold, when there are as many. */
async function rowsOf(on: Queries, userId: string, query: RoomQuery): Promise<SeenRow[]> {
  const [activeAt, id] = query.cursor === undefined ? beginning : decodeCursor(query.cursor, afterRoom)
  const limit = query.limit + 1
  if (isWhole(query)) return joinedRooms(on).execute({ userId, activeAt, id, limit })
  const where = and(
    query.scope === 'joined'
      ? eq(memberships.userId, userId)
      : and(eq(rooms.visibility, 'public'), isNull(memberships.userId)),
    eq(rooms.isActive, !query.archived),
    query.type && eq(rooms.type, query.type),
    query.query ? isCalled(on, userId, fold(query.query)) : undefined,
    isAfter(activeAt, id),
  )
  return roomsAsSeen(on, { userId, where, limit })
}

async function presentPage({ db, viewer }: Context, { limit }: RoomQuery, rows: SeenRow[]) {
  const present = await presenter(db.read, viewer.userId, rows)
  return pageOf(rows, limit, present, ({ room }) => [room.activeAt, room.id])
}

/**
 * Joined rooms for the first sight of a page, whatever they are in number:
 * those of the newest activity, and favourites.
 */
export async function firstRooms(context: Context): Promise<Room[]> {
  const { db, viewer } = context
  const limit = pageSize.max
  const { items, nextCursor } = await listRooms(context, { scope: 'joined', archived: false, limit })
  if (nextCursor === null) return items
  const rows = await favouriteRooms(db.read).execute({ userId: viewer.userId, limit })
  const favourites = rows.map(await presenter(db.read, viewer.userId, rows))
  return [...new Map([...items, ...favourites].map((room) => [room.id, room])).values()]
}
