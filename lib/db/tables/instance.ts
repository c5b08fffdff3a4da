import { table, text } from '../columns.ts'

/**
 * What there is one of in an installation. `founder` is the id of the first account: its row decides who
 * becomes admin. `profiles` is another text after every change of a name or picture.
 */
export const instance = table('instance', { key: text().primaryKey(), value: text().notNull() })
