import { index, json, table, text, time, unique } from '../columns.ts'

/**
 * Messages that members reported, as they were then. A report outlives the message, its room and the accounts
 * it names, so no row of it hangs on those.
 */
export const reports = table(
  'reports',
  {
    id: text().primaryKey(),
    messageId: text().notNull(),
    roomId: text().notNull(),
    roomName: text().notNull(),
    visibility: text({ enum: ['public', 'private', 'direct'] }).notNull(),
    authorId: text().notNull(),
    authorName: text().notNull(),
    content: text().notNull(),
    /** Names of files. */
    attachments: json().$type<string[]>().notNull(),
    saidAt: time().notNull(),
    reporterId: text().notNull(),
    reason: text().notNull(),
    createdAt: time().notNull(),
    state: text({ enum: ['open', 'resolved', 'dismissed'] })
      .notNull()
      .default('open'),
    note: text(),
    decidedBy: text(),
    decidedAt: time(),
  },
  (t) => [
    unique('reports_once').on(t.messageId, t.reporterId),
    index('reports_time').on(t.createdAt, t.id),
    index('reports_state').on(t.state, t.createdAt, t.id),
  ],
)
