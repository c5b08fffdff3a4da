import { z } from 'zod'
import { id, time } from '#lib/http/schema.ts'
import { message } from '#lib/messages/schema.ts'
import { roomTitle } from '#lib/rooms/schema.ts'

/** A message somebody wants to be reminded of. */
export const reminder = z.object({
  messageId: id,
  remindAt: time,
  /** When it came; null while it is still to come. */
  cameAt: time.nullable(),
  /** null when it may not be read any more; `gone` tells why. */
  message: message.nullable(),
  room: roomTitle.nullable(),
  /** `unreadable`: its room was left or deleted. */
  gone: z.enum(['deleted', 'unreadable']).nullable(),
})

export const reminderTime = z.object({ remindAt: time })

/** What happened to a reminder, as one's own pages hear of it. */
export const reminderChange = z.object({ messageId: id, change: z.enum(['set', 'came', 'ended']) })

export type Reminder = z.infer<typeof reminder>
export type ReminderChange = z.infer<typeof reminderChange>
