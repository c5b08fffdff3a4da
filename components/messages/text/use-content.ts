'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { eventWords } from '#lib/messages/event-words.ts'
import type { Message } from '#lib/messages/schema.ts'

/** Tells what a message says: what somebody wrote, or an event in the reader's language. */
export const useContent = () => {
  const t = useTranslations()
  const locale = useLocale()
  return useCallback(
    ({ content, event }: Pick<Message, 'content' | 'event'>) =>
      event ? eventWords(t, locale, event) : content,
    [t, locale],
  )
}
