import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { useMoments } from '#components/words/use-moments.ts'
import type { Report } from '#lib/moderation/schema.ts'
import { ReportedMessage } from './reported-message.tsx'

const looks = { open: 'accent', resolved: 'plain', dismissed: 'plain' } as const

/** What is told of each report. */
export function useColumns(): Column<Report, never>[] {
  const t = useTranslations()
  const { moment: when } = useMoments()
  const nameOf = ({ name }: { name: string }) => name || t('administration.reports.somebody')
  return [
    {
      key: 'message',
      label: t('administration.reports.message'),
      cell: (report) => <ReportedMessage report={report} when={when(report.message.createdAt)} />,
    },
    {
      key: 'reason',
      label: t('administration.reports.reason'),
      cell: ({ reason, reporter }) => (
        <div className="min-w-0 max-md:text-end">
          <p dir="auto" className="whitespace-pre-line">
            {reason}
          </p>
          <p className="text-ink-soft">{t('administration.reports.by', { name: nameOf(reporter) })}</p>
        </div>
      ),
    },
    {
      key: 'createdAt',
      short: true,
      label: t('administration.reports.when'),
      cell: ({ createdAt }) => when(createdAt),
    },
    {
      key: 'state',
      label: t('administration.reports.state'),
      cell: ({ state, note, decided }) => (
        <div className="min-w-0 max-md:text-end">
          <Badge look={looks[state]}>{t(`administration.reports.states.${state}`)}</Badge>
          {note && (
            <p dir="auto" className="mt-1 whitespace-pre-line">
              {note}
            </p>
          )}
          {decided && (
            <p className="text-ink-soft">
              {t('administration.reports.decidedBy', { name: nameOf(decided.by), when: when(decided.at) })}
            </p>
          )}
        </div>
      ),
    },
  ]
}
