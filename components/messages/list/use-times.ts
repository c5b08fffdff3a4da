'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useFormats } from '#components/words/use-formats.ts'
import { daysAgo } from '#lib/messages/browser/days.ts'

const clockForm = { hour: 'numeric', minute: '2-digit' } as const
const dayForm = { weekday: 'long', day: 'numeric', month: 'long' } as const
const dayAndYearForm = { day: 'numeric', month: 'long', year: 'numeric' } as const
const fullForm = { dateStyle: 'full', timeStyle: 'short' } as const

/**
 * How times (ISO 8601) are told to the reader, as of their own clock:
 * a page drawn by the server waits with it.
 */
export const useTimes = () => {
  const t = useTranslations()
  const formats = useFormats()
  return useMemo(() => {
    const clock = (at: string) => formats.dateTime(new Date(at), clockForm)
    const day = (at: string) => {
      const age = ageOf(at)
      if (age === 0) return t('messages.time.today')
      if (age === 1) return t('messages.time.yesterday')
      if (age === -1) return t('messages.time.tomorrow')
      return formats.dateTime(new Date(at), isThisYear(at) ? dayForm : dayAndYearForm)
    }
    const dayAndClock = (at: string) => t('messages.time.dayAndClock', { day: day(at), clock: clock(at) })
    return {
      clock,
      /** Without "AM" and "PM": it stands in the narrow margin under a time that has them. */
      margin: (at: string) => /\p{Nd}.*\p{Nd}/u.exec(clock(at))?.[0],
      full: (at: string) => formats.dateTime(new Date(at), fullForm),
      day,
      dayAndClock,
      /** Today goes without saying. */
      short: (at: string) => (ageOf(at) === 0 ? clock(at) : dayAndClock(at)),
    }
  }, [t, formats])
}

const ageOf = (at: string) => daysAgo(new Date(at), new Date())

const isThisYear = (at: string) => new Date(at).getFullYear() === new Date().getFullYear()
