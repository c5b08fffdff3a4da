import { and, eq, sql } from 'drizzle-orm'
import { personOf } from '#lib/accounts/person.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { messages, rooms } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { notFound } from '#lib/errors.ts'
import { requireWritable, writableBy } from '#lib/rooms/membership.ts'
import { presentMessage } from './present.ts'
import type { MessageRow } from './rows.ts'
import type { Message } from './schema.ts'

const nextPlace = statement((on) =>
  on
    .update(rooms)
    .set({
      lastSeq: sql`${rooms.lastSeq} + 1`,
      revision: sql`${rooms.revision} + 1`,
      lastMessageAt: sql`${sql.placeholder('at')}`,
      activeAt: sql`${sql.placeholder('at')}`,
    })
    .where(and(eq(rooms.id, sql.placeholder('roomId')), writableBy(on, sql.placeholder('userId'))))
    .returning({ seq: rooms.lastSeq, revision: rooms.revision })
    .prepare('message_advance'),
)

const insert = statement((on) =>
  on
    .insert(messages)
    .values({
      id: sql.placeholder('id'),
      roomId: sql.placeholder('roomId'),
      seq: sql.placeholder('seq'),
      revision: sql.placeholder('revision'),
      authorId: sql.placeholder('authorId'),
      kind: sql.placeholder('kind'),
      content: sql.placeholder('content'),
      event: sql.placeholder('event'),
      replyToId: sql.placeholder('replyToId'),
      threadId: sql.placeholder('threadId'),
      mentions: sql.placeholder('mentions'),
      reactions: sql.placeholder('reactions'),
      attachments: sql.placeholder('attachments'),
      previews: sql.placeholder('previews'),
      clientId: sql.placeholder('clientId'),
      createdAt: sql.placeholder('createdAt'),
    })
    .onConflictDoNothing()
    .returning({ id: messages.id })
    .prepare('message_insert'),
)

/**
 * Gives the next seq and revision to somebody who may write here, or refuses. On Postgres the row's lock makes commit order equal to revision
 * order within a room.
 */
export async function advance(
  tx: Queries,
  viewer: Viewer,
  roomId: string,
  at: number,
): Promise<{ seq: number; revision: number }> {
  const [head] = await nextPlace(tx).execute({ roomId, userId: viewer.userId, at })
  if (head) return head
  await requireWritable(tx, viewer, roomId)
  throw notFound('room')
}

type NewRow = Omit<typeof messages.$inferSelect, 'editedAt' | 'deletedAt' | 'pinnedAt'>

/** Stores a message in its place; false when its author has stored the clientId before. */
export const append = async (tx: Queries, row: NewRow): Promise<boolean> =>
  (await insert(tx).execute(row)).length > 0

type Author = Pick<Viewer, 'userId' | 'name' | 'avatarUrl'>

/** A message that has just been stored, as everybody sees it; `replied` is what it answers. */
export const presentNew = (row: NewRow, author: Author, replied: MessageRow | null): Message =>
  presentMessage({
    message: { ...row, editedAt: null, deletedAt: null, pinnedAt: null },
    author: personOf(author),
    original: replied?.message ?? null,
    originalAuthorName: replied?.author.name ?? null,
  })
