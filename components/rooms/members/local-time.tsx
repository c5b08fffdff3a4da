'use client'

import { Clock } from 'lucide-react'
import { useFormatter, useNow, useTranslations } from 'next-intl'

/** What time it is where somebody is; the day too where it is another one. */
export function LocalTime({ timeZone }: { timeZone: string }) {
  const t = useTranslations()
  const format = useFormatter()
  const now = useNow({ updateInterval: 10_000 })
  const dayIn = (zone?: string) =>
    format.dateTime(now, { day: 'numeric', month: 'numeric', ...(zone && { timeZone: zone }) })
  const isToday = dayIn(timeZone) === dayIn()
  const time = format.dateTime(now, {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    ...(!isToday && { weekday: 'short' }),
  })
  return (
    <p title={timeZone.replaceAll('_', ' ')} className="flex items-center gap-1.5 text-ink-soft text-sm">
      <Clock size={14} aria-hidden className="shrink-0" />
      {t('profile.card.time', { time })}
    </p>
  )
}
