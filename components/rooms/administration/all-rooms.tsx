'use client'

import { MessagesSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ListedTable, RowOptions } from '#components/instance/listed-table.tsx'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import type { Page } from '#lib/http/schema.ts'
import { type AnyRoomSearch, allRoomsHref, anyRoomWords } from '#lib/rooms/browser/any-room-search.ts'
import type { AnyRoom } from '#lib/rooms/schema.ts'
import { AllRoomsFilters } from './all-rooms-filters.tsx'
import { AnyRoomMenu, anyRoomMenu } from './any-room-menu.tsx'
import { useColumns } from './use-columns.tsx'

/** All rooms, by what they take, and what an administrator may do with each. */
export function AllRooms({ first, asked }: { first: Page<AnyRoom>; asked: AnyRoomSearch }) {
  const t = useTranslations()
  const columns = useColumns()
  const [search, setSearch] = useState(asked)
  const list = usePages('GET /admin/rooms', { query: anyRoomWords(search) }, { first, pauseMs: 200 })
  const change = (wanted: Partial<AnyRoomSearch>) => {
    const next = { ...search, ...wanted }
    setSearch(next)
    // In the address, so that reloading and going back keep it.
    window.history.replaceState(null, '', allRoomsHref(next))
  }
  return (
    <>
      <ListTitle>{t('upkeep.rooms.title')}</ListTitle>
      <AllRoomsFilters search={search} onChange={change} />
      {search.kind === 'direct' && (
        <p className="max-w-3xl text-ink-soft text-sm">{t('upkeep.rooms.directHint')}</p>
      )}
      <ListedTable
        list={list}
        none={<EmptyState icon={<MessagesSquare size={22} />} title={t('upkeep.rooms.none')} />}
        label={t('upkeep.rooms.title')}
        columns={columns}
        sorted={search}
        onSort={(sort, order) => change({ sort, order })}
        options={{
          label: t('upkeep.rooms.options'),
          of: (room) =>
            room.visibility === 'direct' ? null : (
              <RowOptions
                menu={anyRoomMenu}
                of={room}
                label={t('upkeep.rooms.optionsOf', { name: room.name })}
              />
            ),
        }}
      />
      <AnyRoomMenu
        onChanged={(room) => list.renew(({ id }) => id === room.id, room)}
        onGone={(room) => list.drop(({ id }) => id === room.id)}
      />
    </>
  )
}
