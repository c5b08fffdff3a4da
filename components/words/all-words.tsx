'use client'

import { IntlProvider, useLocale, useMessages } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import accounts from '#lib/words/en/accounts.json' with { type: 'json' }
import common from '#lib/words/en/common.json' with { type: 'json' }
import files from '#lib/words/en/files.json' with { type: 'json' }
import keys from '#lib/words/en/keys.json' with { type: 'json' }
import messages from '#lib/words/en/messages.json' with { type: 'json' }
import notifications from '#lib/words/en/notifications.json' with { type: 'json' }
import polls from '#lib/words/en/polls.json' with { type: 'json' }
import previews from '#lib/words/en/previews.json' with { type: 'json' }
import reminders from '#lib/words/en/reminders.json' with { type: 'json' }
import ringing from '#lib/words/en/ringing.json' with { type: 'json' }
import rooms from '#lib/words/en/rooms.json' with { type: 'json' }
import saved from '#lib/words/en/saved.json' with { type: 'json' }
import scheduled from '#lib/words/en/scheduled.json' with { type: 'json' }
import switcher from '#lib/words/en/switcher.json' with { type: 'json' }
import times from '#lib/words/en/times.json' with { type: 'json' }

/** What no one part has for itself. */
const domains = {
  ...{ accounts, common, files, keys, messages, notifications, polls, previews },
  ...{ reminders, ringing, rooms, saved, scheduled, switcher, times },
}

/**
 * Brings all words, in place of those that the first scripts of a room's page have (lib/words/en/first.json).
 * Pages stand in it, and everything that comes later (components/ui/lazily.tsx).
 */
export function AllWords({ children }: { children: ReactNode }) {
  const locale = useLocale()
  const words = useMessages()
  // Another language is all in one file.
  const all = useMemo(() => (locale === 'en' ? { ...words, ...domains } : words), [locale, words])
  return (
    <IntlProvider locale={locale} messages={all}>
      {children}
    </IntlProvider>
  )
}
