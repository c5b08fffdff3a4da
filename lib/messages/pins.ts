import { and, desc, eq, isNotNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { messages } from '#lib/db/schema.ts'
import type { Page } from '#lib/http/schema.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { presentMessage } from './present.ts'
import { withContext } from './rows.ts'
import type { Message } from './schema.ts'

const afterPin = z.tuple([z.int(), z.string()])

/** What is pinned in a room, for members: the message pinned last first. */
export async function pinsOf(
  { db, viewer }: Context,
  roomId: string,
  { limit, cursor }: Paging,
): Promise<Page<Message>> {
  await requireMembership(db.read, viewer, roomId)
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterPin)
  const { pinnedAt, id } = messages
  const rows = await withContext(db.read)
    .where(
      and(
        eq(messages.roomId, roomId),
        isNotNull(pinnedAt),
        after && or(lt(pinnedAt, after[0]), and(eq(pinnedAt, after[0]), lt(id, after[1]))),
      ),
    )
    .orderBy(desc(pinnedAt), desc(id))
    .limit(limit + 1)
  return pageOf(rows, limit, presentMessage, ({ message }) => [message.pinnedAt ?? 0, message.id])
}
