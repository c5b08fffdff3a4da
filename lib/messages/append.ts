import { sql } from 'drizzle-orm'
import { personOf } from '#lib/accounts/person.ts'
import type { Person, Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { presentMessage } from './present.ts'
import type { MessageRow } from './rows.ts'
import type { Message } from './schema.ts'

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
      poll: sql.placeholder('poll'),
      replyToId: sql.placeholder('replyToId'),
      threadId: sql.placeholder('threadId'),
      inRoom: sql.placeholder('inRoom'),
      forwardedId: sql.placeholder('forwardedId'),
      forwardedAuthorId: sql.placeholder('forwardedAuthorId'),
      mentions: sql.placeholder('mentions'),
      reactions: sql.placeholder('reactions'),
      attachments: sql.placeholder('attachments'),
      previews: sql.placeholder('previews'),
      clientId: sql.placeholder('clientId'),
      createdAt: sql.placeholder('createdAt'),
    })
    .onConflictDoNothing()
    .prepare('message_insert'),
)

/** What only a change makes otherwise. */
const unchanged = {
  revised: false,
  editedAt: null,
  deletedAt: null,
  removedFor: null,
  pinnedAt: null,
  reactedAt: null,
}

type NewRow = Omit<typeof messages.$inferSelect, keyof typeof unchanged>

/** Stores a message in its place; false when its author has stored the clientId before. */
export const append = async (tx: Queries, row: NewRow): Promise<boolean> =>
  (await insert(tx).execute(row)).rowCount === 1

type Author = Pick<Viewer, 'userId' | 'name' | 'avatarUrl'>

/** What it answers, and whose words it passes on. */
type About = { replied?: MessageRow | null; forwardedAuthor?: Person | null }

/** A message that has just been stored, as everybody sees it. */
export const presentNew = (
  row: NewRow,
  author: Author,
  { replied = null, forwardedAuthor = null }: About = {},
): Message =>
  presentMessage({
    message: { ...row, ...unchanged },
    author: personOf(author),
    named: null,
    original: replied?.message ?? null,
    originalAuthorName: replied?.author.name ?? null,
    forwardedAuthor,
  })
