import { and, desc, eq, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '#lib/context.ts'
import { among } from '#lib/db/among.ts'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import type { Page } from '#lib/http/schema.ts'
import { rooms } from '#lib/rooms/columns.ts'
import { isMember } from '#lib/rooms/membership.ts'
import { presentMessage } from './present.ts'
import { withRoom } from './rows.ts'
import type { LastQuery, Message } from './schema.ts'

const lastIn = statement((on) =>
  withRoom(on)
    .where(
      and(
        among(rooms.id, sql.placeholder('roomIds')),
        eq(messages.seq, lastShown(on)),
        isMember(on, sql.placeholder('viewerId')),
      ),
    )
    .prepare('messages_last'),
)

/** The last number that is news: what stands in threads alone and who came and went are passed by. */
const lastShown = (on: Queries) => {
  const shown = alias(messages, 'shown')
  return sql`(${on
    .select({ seq: shown.seq })
    .from(shown)
    .where(and(eq(shown.roomId, rooms.id), shown.inRoom, ne(shown.kind, 'system')))
    .orderBy(desc(shown.seq))
    .limit(1)})`
}

/**
 * What was said last in each of these rooms, as far as the viewer is in them; a room in which nothing was
 * said has none. One look-up for each, by its number.
 */
export async function lastMessages({ db, viewer }: Context, { roomIds }: LastQuery): Promise<Page<Message>> {
  if (roomIds.length === 0) return { items: [], nextCursor: null }
  const rows = await lastIn(db.read).execute({ viewerId: viewer.userId, roomIds: JSON.stringify(roomIds) })
  return { items: rows.map(presentMessage), nextCursor: null }
}
