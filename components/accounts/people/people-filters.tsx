import { useTranslations } from 'next-intl'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { type AccountSearch, roles, sorts, states } from '#lib/accounts/browser/account-search.ts'

type Props = { search: AccountSearch; onChange: (wanted: Partial<AccountSearch>) => void }

export function PeopleFilters({ search, onChange }: Props) {
  const t = useTranslations()
  return (
    <div className="flex flex-wrap items-center gap-3">
      <SearchField
        label={t('administration.people.search')}
        value={search.query}
        onChange={(query) => onChange({ query })}
      />
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
