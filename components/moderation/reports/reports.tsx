'use client'

import { Flag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { ListedTable, RowOptions } from '#components/instance/listed-table.tsx'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Select } from '#components/ui/select.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import type { Page } from '#lib/http/schema.ts'
import type { Report } from '#lib/moderation/schema.ts'
import { on, socket } from '#lib/realtime/browser/client.ts'
import { ReportMenu, reportMenu } from './report-menu.tsx'
import { useColumns } from './use-columns.tsx'

const states = ['open', 'resolved', 'dismissed', 'all'] as const

/** What members reported, and what administrators make of it; live. */
export function Reports({ first }: { first: Page<Report> }) {
  const t = useTranslations()
  const columns = useColumns()
  const [state, setState] = useState<(typeof states)[number]>('open')
  const [again, ask] = useHeard()
  const list = usePages('GET /admin/reports', { query: { state } }, { first, again })
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ListTitle>{t('administration.reports.title')}</ListTitle>
        <Select
          label={t('administration.reports.state')}
          value={state}
          options={states.map((value) => ({ value, label: t(`administration.reports.states.${value}`) }))}
          onChange={setState}
        />
      </div>
      <ListedTable
        list={list}
        none={
          state === 'resolved' || state === 'dismissed' ? (
            <EmptyState icon={<Flag size={22} />} title={t('administration.reports.noneFits')} />
          ) : (
            <EmptyState icon={<Flag size={22} />} title={t('administration.reports.none.title')}>
              {t('administration.reports.none.body')}
            </EmptyState>
          )
        }
        label={t('administration.reports.title')}
        columns={columns}
        options={{
          label: t('administration.reports.options'),
          of: (report) => (
            <RowOptions
              menu={reportMenu}
              of={report}
              label={t('administration.reports.optionsOf', { name: report.message.author.name })}
            />
          ),
        }}
      />
      <ReportMenu onChanged={ask} />
    </>
  )
}

/** Another number whenever something of them may have changed, and how to say so. */
function useHeard(): [number, () => void] {
  const [heard, setHeard] = useState(0)
  const hear = useCallback(() => setHeard((before) => before + 1), [])
  useEffect(() => {
    // What came while the line was away was told to nobody here.
    socket().on('connect', hear)
    const stop = on('reports:changed', hear)
    return () => {
      socket().off('connect', hear)
      stop()
    }
  }, [hear])
  return [heard, hear]
}
