'use client'

import { ScrollText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ListedTable } from '#components/instance/listed-table.tsx'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { useMoments } from '#components/words/use-moments.ts'
import type { AuditEntry } from '#lib/audit/schema.ts'
import { addressOf } from '#lib/http/browser/client.ts'
import type { Page } from '#lib/http/schema.ts'
import { actionWords } from './action-words.ts'
import { AuditFilters, everything, queryOf } from './audit-filters.tsx'
import { useDetailWords } from './use-detail-words.ts'

/** Who did what to whom, and from where. */
export function AuditLog({ first }: { first: Page<AuditEntry> }) {
  const t = useTranslations()
  const [search, setSearch] = useState(everything)
  const query = queryOf(search)
  const isAll = Object.keys(query).length === 0
  const list = usePages('GET /admin/audit', { query }, { first })
  const columns = useColumns((actor) => setSearch({ ...search, actor }))
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ListTitle>{t('administration.audit.title')}</ListTitle>
        <a
          href={addressOf('GET /admin/audit', { query: { ...query, format: 'ndjson' } })}
          download
          className={buttonClass('plain')}
        >
          {t('administration.audit.export')}
        </a>
      </div>
      <AuditFilters search={search} onChange={(wanted) => setSearch({ ...search, ...wanted })} />
      <ListedTable
        list={list}
        none={
          isAll ? (
            <EmptyState icon={<ScrollText size={22} />} title={t('administration.audit.none.title')}>
              {t('administration.audit.none.body')}
            </EmptyState>
          ) : (
            <EmptyState icon={<ScrollText size={22} />} title={t('administration.audit.noneFits')} />
          )
        }
        label={t('administration.audit.title')}
        columns={columns}
      />
    </>
  )
}

function useColumns(onActor: (actor: AuditEntry['actor']) => void): Column<AuditEntry, never>[] {
  const t = useTranslations()
  const detailOf = useDetailWords()
  const { moment } = useMoments()
  return [
    {
      key: 'at',
      short: true,
      label: t('administration.audit.when'),
      cell: ({ at }) => moment(at, 'medium'),
    },
    {
      key: 'actor',
      label: t('administration.audit.who'),
      cell: ({ actor }) =>
        actor ? (
          <button type="button" onClick={() => onActor(actor)} className="text-start underline">
            <bdi>{actor.name}</bdi>
          </button>
        ) : (
          t('administration.audit.machine')
        ),
    },
    { key: 'action', label: t('administration.audit.what'), cell: ({ action }) => t(actionWords[action]) },
    { key: 'target', label: t('administration.audit.whom'), cell: ({ target }) => <bdi>{target.name}</bdi> },
    { key: 'detail', label: t('administration.audit.detail'), cell: (entry) => detailOf(entry) },
    {
      key: 'address',
      short: true,
      label: t('administration.audit.from'),
      cell: ({ address }) => address ?? '',
    },
  ]
}
