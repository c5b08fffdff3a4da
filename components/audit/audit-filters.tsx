import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import type { AuditEntry } from '#lib/audit/schema.ts'
import { actions, actionWords } from './action-words.ts'

/** Days are the reader's own: from the first moment of one to the last of the other. */
type AuditSearch = {
  action: AuditEntry['action'] | 'all'
  actor: AuditEntry['actor']
  firstDay: string
  lastDay: string
}
export const everything: AuditSearch = { action: 'all', actor: null, firstDay: '', lastDay: '' }

/** The same in the words of the API. */
export const queryOf = ({ action, actor, firstDay, lastDay }: AuditSearch) => ({
  ...(action !== 'all' && { action }),
  ...(actor && { actor: actor.id }),
  ...(firstDay && { after: beginOf(firstDay, 0) }),
  ...(lastDay && { before: beginOf(lastDay, 1) }),
})

function beginOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

type Props = { search: AuditSearch; onChange: (wanted: Partial<AuditSearch>) => void }

export function AuditFilters({ search, onChange }: Props) {
  const t = useTranslations()
  const days = [
    ['firstDay', t('administration.audit.firstDay')],
    ['lastDay', t('administration.audit.lastDay')],
  ] as const
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Select
        label={t('administration.audit.what')}
        value={search.action}
        options={[
          { value: 'all', label: t('administration.audit.actions.all') },
          ...actions.map((value) => ({ value, label: t(actionWords[value]) })),
        ]}
        onChange={(action) => onChange({ action })}
      />
      {days.map(([name, label]) => (
        <label key={name} className="flex items-center gap-2 text-sm">
          {label}
          <input
            type="date"
            value={search[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
            className="h-10 rounded-lg border border-line-strong bg-raised px-3 text-base"
          />
        </label>
      ))}
      {search.actor && (
        <Button onClick={() => onChange({ actor: null })}>
          {t('administration.audit.by', { name: search.actor.name })}
          <X size={16} aria-hidden />
        </Button>
      )}
    </div>
  )
}
