'use client'

import { useTranslations } from 'next-intl'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { useFormats } from '#components/words/use-formats.ts'
import { withGuestWords } from './guest-words.tsx'

type Props = { room: string; until: string }

/** What a guest is here, and until when. */
export const VisitNote = withGuestWords(function VisitNote({ room, until }: Props) {
  const t = useTranslations()
  const formats = useFormats()
  // In the reader's own time zone, which the server does not know.
  const time = useHydrated()
    ? formats.dateTime(new Date(until), { dateStyle: 'medium', timeStyle: 'short' })
    : until.slice(0, 10)
  return <p className="text-ink-soft">{t('guests.visit', { room, time })}</p>
})
