import { z } from 'zod'
import { attachment } from '#lib/files/schema.ts'
import { id, time } from '#lib/http/schema.ts'
import { messageEdit, newMessage } from '#lib/messages/schema.ts'
import { roomTitle } from '#lib/rooms/schema.ts'

/** A message that is to be sent later. */
export const scheduledMessage = z.object({
  id,
  roomId: id,
  /** null where one is no member any more. */
  room: roomTitle.nullable(),
  content: z.string(),
  replyToId: id.nullable(),
  attachments: z.array(attachment),
  sendAt: time,
  state: z.enum(['waiting', 'sending', 'failed']),
  /** Why it could not be sent. */
  failure: z
    .object({
      code: z.string(),
      message: z.string(),
      reason: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    })
    .nullable(),
})

/** A message as it is posted, and when. What is forwarded goes at once: later it might say something else. */
export const newScheduled = newMessage
  .safeExtend({ sendAt: time })
  .refine(({ forwardOf }) => forwardOf === undefined, {
    path: ['forwardOf'],
    message: 'invalid.forwardLater',
  })
/** Another text, another time, or both. */
export const scheduledEdit = messageEdit.extend({ sendAt: time }).partial()

/** What happened to one, as one's own pages hear of it. */
export const scheduledChange = z.object({
  id,
  roomId: id,
  change: z.enum(['set', 'sent', 'failed', 'ended']),
})

export type ScheduledMessage = z.infer<typeof scheduledMessage>
export type NewScheduled = z.infer<typeof newScheduled>
export type ScheduledEdit = z.infer<typeof scheduledEdit>
export type ScheduledChange = z.infer<typeof scheduledChange>
