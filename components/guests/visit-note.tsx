'use client'

import { useTranslations } from 'next-intl'
import { useMoments } from '#components/words/use-moments.ts'
import { withGuestWords } from './guest-words.tsx'

type Props = { room: string; until: string }

/** What a guest is here, and until when. */
export const VisitNote = withGuestWords(function VisitNote({ room, until }: Props) {
  const t = useTranslations()
  const { moment } = useMoments()
  return <p className="text-ink-soft">{t('guests.visit', { room, time: moment(until) })}</p>
})
