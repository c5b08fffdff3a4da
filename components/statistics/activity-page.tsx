'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { Select } from '#components/ui/select.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import { type Span, spans } from '#lib/statistics/browser/spans.ts'
import type { Activity } from '#lib/statistics/schema.ts'
import { DaysTable } from './days-table.tsx'

/** What draws is loaded here alone. */
const Chart = lazily(() => import('./chart.tsx'))

/** What was going on, day by day, and what there is in all. */
export function ActivityPage({ activity, span }: { activity: Activity; span: Span }) {
  const t = useTranslations()
  const formats = useFormats()
  const router = useRouter()
  const { days, totals } = activity
  const series = (
    key: 'messages' | 'writers' | 'visitors' | 'calls' | 'callMinutes',
    look: 'first' | 'second',
  ) => ({
    label: t(`upkeep.activity.${key}`),
    look,
    values: days.map((day) => day[key]),
  })
  const charts = [
    { key: 'messages', series: [series('messages', 'first')] },
    { key: 'people', series: [series('visitors', 'second'), series('writers', 'first')] },
    { key: 'calls', series: [series('calls', 'first')] },
    { key: 'minutes', series: [series('callMinutes', 'first')] },
  ] as const
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ListTitle>{t('upkeep.activity.title')}</ListTitle>
        <Select
          label={t('upkeep.activity.span')}
          value={span}
          options={[...spans]
            .sort((one, other) => Number(one) - Number(other))
            .map((value) => ({ value, label: t('upkeep.activity.lastDays', { days: Number(value) }) }))}
          onChange={(wanted) => router.replace(`/admin/activity?days=${wanted}`)}
        />
      </div>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {(['people', 'rooms', 'messages', 'bytes'] as const).map((key) => (
          <div key={key} className="rounded-2xl border border-line bg-raised p-4">
            <dt className="text-ink-soft text-sm">{t(`upkeep.activity.totals.${key}`)}</dt>
            <dd className="font-semibold text-lg tabular-nums">
              {key === 'bytes' ? sizeText(formats, totals.bytes) : formats.number(totals[key])}
            </dd>
          </div>
        ))}
      </dl>
      <div className="grid gap-5 lg:grid-cols-2">
        {charts.map(({ key, series }) => (
          <section key={key} className="min-w-0 rounded-2xl border border-line bg-raised p-4">
            <h2 className="font-semibold">{t(`upkeep.activity.charts.${key}`)}</h2>
            <div className="min-h-66">
              <Chart
                label={t(`upkeep.activity.charts.${key}`)}
                axis={t(`upkeep.activity.axes.${key}`)}
                days={days.map(({ day }) => day)}
                series={series}
              />
            </div>
          </section>
        ))}
      </div>
      <p className="text-ink-soft text-sm">{t('upkeep.activity.utc')}</p>
      <DaysTable days={days} />
    </>
  )
}
