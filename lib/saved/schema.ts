import type { z } from 'zod'
import { time } from '#lib/http/schema.ts'
import { message } from '#lib/messages/schema.ts'
import { roomTitle } from '#lib/rooms/schema.ts'

/** A message kept for later, and the room it is from. */
export const savedMessage = message.extend({ room: roomTitle, savedAt: time })

export type SavedMessage = z.infer<typeof savedMessage>
