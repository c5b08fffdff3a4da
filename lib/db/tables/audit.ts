import { index, json, table, text, time } from '../columns.ts'

/**
 * Who did what to whom. Rows are added and never changed: the database itself refuses it (the migration). So
 * names stand here as they were, and no row hangs on an account that may go.
 */
export const audit = table(
  'audit',
  {
    id: text().primaryKey(),
    at: time().notNull(),
    /** null for what was done at the server's own machine. */
    actorId: text(),
    actorName: text(),
    action: text().notNull(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    targetName: text().notNull(),
    address: text(),
    detail: json().$type<Record<string, string>>().notNull(),
  },
  (t) => [index('audit_at').on(t.at, t.id), index('audit_actor').on(t.actorId, t.at, t.id)],
)
