'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { plain } from '#lib/messages/browser/plain-text.ts'
import type { Reminder } from '#lib/reminders/schema.ts'
import { cut } from '#lib/text/cut.ts'
import { isolated } from '#lib/text/isolate.ts'

const longest = 200

/** Says what a reminder is of, in a line: who wrote what, or why that is not there any more. */
export const useReminderWords = () => {
  const t = useTranslations()
  return useCallback(
    ({ message, gone }: Reminder): string => {
      if (!message) return gone === 'deleted' ? t('reminders.deleted') : t('reminders.unreadable')
      // The people of its room are not loaded here.
      const said = plain(message.content, () => t('messages.mention.unknown'))
      const text = cut(said, longest) || message.attachments.map(({ name }) => isolated(name)).join(', ')
      return t('reminders.said', { name: isolated(message.author.name), text: isolated(text) })
    },
    [t],
  )
}
