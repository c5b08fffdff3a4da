'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { eventWords } from '#lib/messages/event-words.ts'
import type { Message } from '#lib/messages/schema.ts'

/** Tells what a message says: what somebody wrote, or an event in the reader's language. */
export const useContent = () => {
  const t = useTranslations()
  const locale = useLocale()
  const { userId } = useViewer()
  return useCallback(
    ({ content, event }: Pick<Message, 'content' | 'event'>) =>
      event ? eventWords(t, locale, event, userId) : content,
    [t, locale, userId],
  )
}
