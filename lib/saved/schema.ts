import { z } from 'zod'
import { id, time } from '#lib/http/schema.ts'
import { message } from '#lib/messages/schema.ts'
import { roomTitle } from '#lib/rooms/schema.ts'

/** A message kept for later, and the room it is from. */
export const savedMessage = message.extend({ room: roomTitle, savedAt: time })

/** Whether a message is kept now, as one's own pages hear of it. */
export const savedChange = z.object({ messageId: id, kept: z.boolean() })

export type SavedMessage = z.infer<typeof savedMessage>
export type SavedChange = z.infer<typeof savedChange>
