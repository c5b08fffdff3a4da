'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { plain } from '#lib/messages/browser/plain-text.ts'
import { eventWords } from '#lib/messages/event-words.ts'
import type { Message } from '#lib/messages/schema.ts'
import { isolated } from '#lib/text/isolate.ts'

type NameOf = (userId: string) => string | undefined
type Event = NonNullable<Message['event']>

/** Tells an event in the reader's language, people by their names: it calls nobody. */
export const useEventWords = (nameOf: NameOf) => {
  const t = useTranslations()
  const locale = useLocale()
  const { userId } = useViewer()
  return useCallback(
    (event: Event) =>
      eventWords(t, locale, event, userId, (id) => isolated(nameOf(id) ?? t('messages.mention.unknown'))),
    [t, locale, userId, nameOf],
  )
}

/** Tells in one line what a message says: what somebody wrote without its markup, or an event. */
export const useLine = (nameOf: NameOf) => {
  const wordsOf = useEventWords(nameOf)
  return useCallback(
    ({ content, event }: Pick<Message, 'content' | 'event'>) =>
      event ? wordsOf(event) : plain(content, nameOf),
    [wordsOf, nameOf],
  )
}
