import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Select } from '#components/ui/select.tsx'
import { type AccountSearch, roles, sorts, states } from '#lib/accounts/browser/account-search.ts'

type Props = { search: AccountSearch; onChange: (wanted: Partial<AccountSearch>) => void }

export function PeopleFilters({ search, onChange }: Props) {
  const t = useTranslations()
  return (
    <div className="flex flex-wrap items-center gap-3">
      <label className="relative min-w-52 flex-1">
        <span className="sr-only">{t('administration.people.search')}</span>
        <Search size={16} aria-hidden className="absolute start-3 top-3 text-ink-soft" />
        <input
          type="search"
          value={search.query}
          placeholder={t('administration.people.search')}
          maxLength={80}
          onChange={(event) => onChange({ query: event.target.value })}
          className="h-10 w-full rounded-lg border border-line-strong bg-raised ps-9 pe-3 placeholder:text-ink-soft focus-visible:outline-offset-0"
        />
      </label>
      <Select
        label={t('administration.people.role')}
        value={search.role}
        options={roles.map((value) => ({ value, label: t(`administration.people.roles.${value}`) }))}
        onChange={(role) => onChange({ role })}
      />
      <Select
        label={t('administration.people.state')}
        value={search.state}
        options={states.map((value) => ({ value, label: t(`administration.people.states.${value}`) }))}
        onChange={(state) => onChange({ state })}
      />
      {/* Where the table has no headings to press. */}
      <div className="md:hidden">
        <Select
          label={t('administration.people.sort')}
          value={search.sort}
          options={sorts.map((value) => ({ value, label: t(`administration.people.sorts.${value}`) }))}
          onChange={(sort) => onChange({ sort, order: sort === 'name' ? 'asc' : 'desc' })}
        />
      </div>
    </div>
  )
}
