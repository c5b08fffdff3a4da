'use client'

import { allowed } from '#lib/limits.ts'
import { type Here, sent } from '#lib/messages/browser/sent.ts'
import type { Written } from '#lib/messages/browser/written.ts'

/**
 * How many characters still fit: negative when it is too long. Names count as the ids they are sent as,
 * looked up only near the limit.
 */
export const useRoomLeft = (written: Written, here: Here): number => {
  const { messageChars } = allowed()
  const near = written.text.length > messageChars / 2
  return messageChars - (near ? sent(written, here, null).content : written.text).length
}
