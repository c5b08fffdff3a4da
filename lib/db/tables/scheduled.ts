import type { ReplyError } from '#lib/errors.ts'
import type { Attachment } from '#lib/files/schema.ts'
import type { NewMessage } from '#lib/messages/schema.ts'
import { index, json, table, text, time, unique } from '../columns.ts'
import { users } from './accounts.ts'

/**
 * Messages that are to be sent later; nobody else knows. A row goes once its message is stored, and does not
 * go with its room: whoever wrote it is told that it could not be sent.
 */
export const scheduled = table(
  'scheduled',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    roomId: text().notNull(),
    clientId: text().notNull(),
    /** What will be posted, as it would be by hand. */
    message: json().$type<NewMessage>().notNull(),
    /** As shown to whoever wrote it. */
    attachments: json().$type<Attachment[]>().notNull(),
    sendAt: time().notNull(),
    state: text({ enum: ['waiting', 'sending', 'failed'] }).notNull(),
    /** Why it could not be sent. */
    failure: json().$type<ReplyError>(),
  },
  (t) => [
    unique('scheduled_client').on(t.userId, t.clientId),
    index('scheduled_time').on(t.userId, t.sendAt, t.id),
  ],
)
