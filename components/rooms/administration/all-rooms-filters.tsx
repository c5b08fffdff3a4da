import { useTranslations } from 'next-intl'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { type AnyRoomSearch, kinds, sorts, states } from '#lib/rooms/browser/any-room-search.ts'

type Props = { search: AnyRoomSearch; onChange: (wanted: Partial<AnyRoomSearch>) => void }

export function AllRoomsFilters({ search, onChange }: Props) {
  const t = useTranslations()
  return (
    <div className="flex flex-wrap items-center gap-3">
      <SearchField
        label={t('upkeep.rooms.search')}
        value={search.query}
        onChange={(query) => onChange({ query })}
      />
      <Select
        label={t('upkeep.rooms.kind')}
        value={search.kind}
        options={kinds.map((value) => ({ value, label: t(`upkeep.rooms.kinds.${value}`) }))}
        onChange={(kind) => onChange({ kind })}
      />
      <Select
        label={t('upkeep.rooms.state')}
        value={search.state}
        options={states.map((value) => ({ value, label: t(`upkeep.rooms.states.${value}`) }))}
        onChange={(state) => onChange({ state })}
      />
      {/* Where the table has no headings to press. */}
      <div className="md:hidden">
        <Select
          label={t('upkeep.rooms.sort')}
          value={search.sort}
          options={sorts.map((value) => ({ value, label: t(`upkeep.rooms.sorts.${value}`) }))}
          onChange={(sort) => onChange({ sort, order: sort === 'name' ? 'asc' : 'desc' })}
        />
      </div>
    </div>
  )
}
