import { useTranslations } from 'next-intl'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import type { Activity } from '#lib/statistics/schema.ts'

type Day = Activity['days'][number]

/** The same as the charts, to be read; today first. */
export function DaysTable({ days }: { days: readonly Day[] }) {
  const t = useTranslations()
  const formats = useFormats()
  const numbers = (['messages', 'writers', 'visitors', 'calls', 'callMinutes'] as const).map((key) => ({
    key,
    short: true as const,
    label: t(`upkeep.activity.${key}`),
    cell: (day: Day) => <span className="tabular-nums">{formats.number(day[key])}</span>,
  }))
  const columns: Column<Day, never>[] = [
    {
      key: 'day',
      short: true,
      label: t('upkeep.activity.day'),
      cell: ({ day }) => formats.dateTime(new Date(day), { dateStyle: 'medium', timeZone: 'UTC' }),
    },
    ...numbers,
  ]
  return (
    <details className="group">
      <summary className="w-fit cursor-pointer rounded text-sm underline">
        {t('upkeep.activity.asTable')}
      </summary>
      <div className="pt-3">
        <DataTable
          label={t('upkeep.activity.title')}
          columns={columns}
          rows={days.toReversed()}
          keyOf={({ day }) => day}
        />
      </div>
    </details>
  )
}
