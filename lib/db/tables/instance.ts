import { table, text } from '../columns.ts'

/**
 * What there is one of in an installation. `founder` is the id of the first
 * account: its row decides who becomes admin.
 */
export const instance = table('instance', { key: text().primaryKey(), value: text().notNull() })
