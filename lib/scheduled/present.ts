import type { scheduled } from '#lib/db/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import type { RoomTitle } from '#lib/rooms/schema.ts'
import type { ScheduledMessage } from './schema.ts'

export type ScheduledRow = typeof scheduled.$inferSelect

export const presentScheduled = (row: ScheduledRow, room: RoomTitle | null): ScheduledMessage => ({
  id: row.id,
  roomId: row.roomId,
  room,
  content: row.message.content,
  replyToId: row.message.replyToId ?? null,
  attachments: row.attachments,
  sendAt: isoTime(row.sendAt),
  state: row.state,
  failure: row.failure,
})
