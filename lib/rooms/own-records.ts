import { and, asc, eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import { english, englishFormats } from '#lib/words/english.ts'
import { isThere } from './membership.ts'
import { roomNameIn } from './name.ts'
import { titlesOf } from './titles.ts'

/** The rooms somebody is in, as they know them. */
export async function ownRooms(on: Queries, userId: string) {
  const rows = await on
    .select({ room: rooms, membership: memberships })
    .from(memberships)
    .innerJoin(rooms, eq(rooms.id, memberships.roomId))
    .where(and(eq(memberships.userId, userId), isThere))
    .orderBy(asc(memberships.joinedAt), asc(rooms.id))
  const titles = await titlesOf(
    on,
    userId,
    rows.map(({ room }) => room),
  )
  const nameOf = roomNameIn(english, englishFormats)
  return rows.map(({ room, membership: { role, joinedAt, level, favourite } }) => ({
    id: room.id,
    name: nameOf(titles.get(room.id) ?? { name: room.name }),
    type: room.type,
    visibility: room.visibility,
    role,
    joinedAt: isoTime(joinedAt),
    level,
    favourite,
  }))
}
