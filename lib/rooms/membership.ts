import { and, eq, exists, isNull, lte, ne, or, type Placeholder, sql } from 'drizzle-orm'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { canPost, canReply, canSee, canWrite } from './policy.ts'
import type { RoomRole } from './schema.ts'

export type RoomRow = typeof rooms.$inferSelect
/** A room together with what the viewer is in it: nobody gets one without it having been checked. */
export type SeenRoom = RoomRow & {
  role: RoomRole | null
  lastReadSeq: number | null
  mutedUntil: number | null
}
export type JoinedRoom = RoomRow & { role: RoomRole; lastReadSeq: number; mutedUntil: number }

/**
 * A deleted room is there for nobody, however much of it is still on its way out: part of every condition by
 * which a room, its people or its messages are reached.
 */
export const isThere = isNull(rooms.deletedAt)

/** Whether it is: for what is done in the room's own name, which asks nobody for a right. */
export async function isThereStill(on: Queries, roomId: string): Promise<boolean> {
  const [found] = await on
    .select({ id: rooms.id })
    .from(rooms)
    .where(and(eq(rooms.id, roomId), isThere))
  return found !== undefined
}

const ofViewer = and(eq(memberships.roomId, rooms.id), eq(memberships.userId, sql.placeholder('userId')))

/**
 * What the viewer is in it is looked up inside of the row: SQLite plans a join on a value that is given later
 * anew each time, which costs four times the look-up.
 */
const roomAsSeen = statement((on) =>
  on
    .select({
      room: rooms,
      role: sql<RoomRole | null>`(select ${memberships.role} from ${memberships} where ${ofViewer})`,
      lastReadSeq: sql<
        number | null
      >`(select ${memberships.lastReadSeq} from ${memberships} where ${ofViewer})`,
      mutedUntil: sql<
        number | null
      >`(select ${memberships.mutedUntil} from ${memberships} where ${ofViewer})`.mapWith(
        memberships.mutedUntil,
      ),
    })
    .from(rooms)
    .where(and(eq(rooms.id, sql.placeholder('roomId')), isThere))
    .prepare('room_as_seen'),
)

/**
 * For a list of what was found by something else, joined with the rooms it stands in: whether somebody is in
 * the room of a row. Looked up row by row, never the other way around.
 */
export const isMember = (on: Queries, userId: string | Placeholder) =>
  and(
    isThere,
    exists(
      on
        .select({ role: memberships.role })
        .from(memberships)
        .where(and(eq(memberships.roomId, rooms.id), eq(memberships.userId, userId))),
    ),
  )

/**
 * `canWrite` as a condition on `rooms`, for a change that must cost no reading first; whoever it stops is
 * told why by `requireWritable`.
 */
const writableBy = (on: Queries, userId: Placeholder, now: Placeholder) =>
  and(
    isThere,
    eq(rooms.isActive, true),
    exists(
      on
        .select({ role: memberships.role })
        .from(memberships)
        .where(
          and(
            eq(memberships.roomId, rooms.id),
            eq(memberships.userId, userId),
            lte(memberships.mutedUntil, now),
          ),
        ),
    ),
  )

/** The same of `canPost`, and of `canReply`. */
export const postableBy = (on: Queries, userId: Placeholder, now: Placeholder) =>
  and(writableBy(on, userId, now), or(eq(rooms.posting, 'everyone'), moderates(on, userId)))
export const replyableBy = (on: Queries, userId: Placeholder, now: Placeholder) =>
  and(
    writableBy(on, userId, now),
    or(eq(rooms.posting, 'everyone'), eq(rooms.repliesOpen, true), moderates(on, userId)),
  )

const moderates = (on: Queries, userId: Placeholder) =>
  exists(
    on
      .select({ role: memberships.role })
      .from(memberships)
      .where(
        and(eq(memberships.roomId, rooms.id), eq(memberships.userId, userId), ne(memberships.role, 'member')),
      ),
  )

/** The room, if the viewer may know that it exists; otherwise `not_found`. */
export async function requireRoom(on: Queries, viewer: Viewer, roomId: string): Promise<SeenRoom> {
  const [found] = await roomAsSeen(on).execute({ roomId, userId: viewer.userId })
  if (!found) throw notFound('room')
  const { role, lastReadSeq, mutedUntil } = found
  const room = { ...found.room, role, lastReadSeq, mutedUntil }
  if (!canSee(viewer, room)) throw notFound('room')
  return room
}

/**
 * The room, if the viewer has joined it. A public one they have not joined
 * answers `forbidden`, any other `not_found`.
 */
export async function requireMembership(on: Queries, viewer: Viewer, roomId: string): Promise<JoinedRoom> {
  const room = await requireRoom(on, viewer, roomId)
  if (room.role === null || room.lastReadSeq === null) throw new Refusal('forbidden', 'rooms.joinFirst')
  const { role, lastReadSeq, mutedUntil } = room
  return { ...room, role, lastReadSeq, mutedUntil: mutedUntil ?? 0 }
}

/** The same, for what changes something there: an archived room is readable alone. */
export async function requireOpen(on: Queries, viewer: Viewer, roomId: string): Promise<JoinedRoom> {
  const room = await requireMembership(on, viewer, roomId)
  if (!room.isActive) throw new Refusal('forbidden', 'rooms.archived')
  return room
}

/** The same, for saying something there in whatever way; `now` in milliseconds since 1970. */
export async function requireWritable(
  on: Queries,
  viewer: Viewer,
  roomId: string,
  now: number,
): Promise<JoinedRoom> {
  const room = await requireOpen(on, viewer, roomId)
  if (!canWrite(room, now)) throw new Refusal('forbidden', 'rooms.muted')
  return room
}

/** Where a message is to stand: in the room, or as a reply in a thread alone. */
export type Standing = 'room' | 'thread'

/** The same, for saying something there. */
export async function requirePostable(
  on: Queries,
  viewer: Viewer,
  roomId: string,
  where: Standing,
  now: number,
): Promise<JoinedRoom> {
  const room = await requireWritable(on, viewer, roomId, now)
  requireMayPost(room, where)
  return room
}

/** Refuses somebody who may write here, and may not say something there. */
export function requireMayPost(room: JoinedRoom, where: Standing): void {
  if (where === 'room' ? canPost(room) : canReply(room)) return
  throw new Refusal('forbidden', room.repliesOpen ? 'rooms.moderatorsPost' : 'rooms.moderatorsWrite')
}
