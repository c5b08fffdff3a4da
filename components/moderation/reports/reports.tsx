'use client'

import { Flag, MoreHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { MenuTrigger } from '#components/ui/menu.tsx'
import { Select } from '#components/ui/select.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
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
      {list.failure && (
        <Alert>
          <RefusalText of={list.failure} />
        </Alert>
      )}
      {list.asked && list.items.length === 0 ? (
        <EmptyState icon={<Flag size={22} />} title={t('administration.reports.none.title')}>
          {t('administration.reports.none.body')}
        </EmptyState>
      ) : (
        <DataTable
          label={t('administration.reports.title')}
          columns={columns}
          rows={list.items}
          keyOf={({ id }) => id}
          options={{
            label: t('administration.reports.options'),
            of: (report) => (
              <MenuTrigger
                handle={reportMenu}
                payload={report}
                aria-label={t('administration.reports.optionsOf', { name: report.message.author.name })}
                className={iconButtonClass}
              >
                <MoreHorizontal size={18} aria-hidden />
              </MenuTrigger>
            ),
          }}
        />
      )}
      {list.cursor !== null && (
        <Button className="self-center" busy={list.busy} onClick={() => void list.more()}>
          {t('administration.more')}
        </Button>
      )}
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
