import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { messages } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { RoomActivity } from './schema.ts'

const dayMs = 86_400_000
const activityDays = 30
/** So many of the last messages are looked at: what the busiest room costs, and few write more in 30 days. */
const mostRead = 20_000

/**
 * What happens in a room, for whoever looks after it: how much was written on each of the last 30 days (UTC),
 * by how many people, and how many are in it. `isWhole` says whether all of it was looked at.
 */
export async function roomActivity({ db, now, viewer }: Context, roomId: string): Promise<RoomActivity> {
  const room = await requireMembership(db.read, viewer, roomId)
  if (!canModerate(room)) throw new Refusal('forbidden', 'rooms.activity')
  const today = Math.floor(now() / dayMs)
  const first = today - activityDays + 1
  // By the index of their order: the last ones, however long the history is.
  const last = db.read
    .select({
      seq: messages.seq,
      authorId: messages.authorId,
      kind: messages.kind,
      createdAt: messages.createdAt,
      deletedAt: messages.deletedAt,
    })
    .from(messages)
    .where(eq(messages.roomId, roomId))
    .orderBy(desc(messages.seq))
    .limit(mostRead)
    .as('last')
  const day = sql<number>`${last.createdAt} / ${sql.raw(String(dayMs))}`.mapWith(Number)
  const rows = await db.read
    .select({
      day,
      authorId: last.authorId,
      messages: sql<number>`count(*)`.mapWith(Number),
      from: sql<number>`min(${last.seq})`.mapWith(Number),
    })
    .from(last)
    .where(and(eq(last.kind, 'text'), isNull(last.deletedAt), gte(last.createdAt, first * dayMs)))
    .groupBy(sql`1`, last.authorId)
  const days = Array.from({ length: activityDays }, (_, at) => {
    const its = rows.filter((row) => row.day === first + at)
    return {
      day: new Date((first + at) * dayMs).toISOString().slice(0, 10),
      messages: its.reduce((sum, row) => sum + row.messages, 0),
      people: its.length,
    }
  })
  const oldest = Math.min(...rows.map(({ from }) => from))
  return {
    days,
    people: new Set(rows.map(({ authorId }) => authorId)).size,
    memberCount: room.memberCount,
    isWhole: rows.length === 0 || oldest > room.lastSeq - mostRead + 1 || oldest === 1,
  }
}
