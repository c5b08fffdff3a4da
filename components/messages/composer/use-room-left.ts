'use client'

import { allowed } from '#lib/limits.ts'
import { mentionsToIds } from '#lib/messages/browser/mention-names.ts'
import { trimMessage } from '#lib/messages/trim-message.ts'
import type { Member } from '#lib/rooms/schema.ts'

/**
 * How many characters still fit: negative when it is too long. Names count as the ids they are sent as,
 * looked up only near the limit.
 */
export const useRoomLeft = (text: string, members: readonly Member[]): number => {
  const { messageChars } = allowed()
  const near = text.length > messageChars / 2
  return messageChars - (near ? mentionsToIds(trimMessage(text), members) : text).length
}
