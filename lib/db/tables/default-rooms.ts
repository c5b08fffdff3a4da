import { table, text, time } from '../columns.ts'
import { rooms } from './rooms.ts'

/** The rooms everybody new is in. */
export const defaultRooms = table('default_rooms', {
  roomId: text()
    .primaryKey()
    .references(() => rooms.id, { onDelete: 'cascade' }),
  since: time().notNull(),
})
