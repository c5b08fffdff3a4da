'use client'

import { MessagesSquare, MoreHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { MenuTrigger } from '#components/ui/menu.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
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
      {list.failure && (
        <Alert>
          <RefusalText of={list.failure} />
        </Alert>
      )}
      {list.asked && list.items.length === 0 ? (
        <EmptyState icon={<MessagesSquare size={22} />} title={t('upkeep.rooms.none')} />
      ) : (
        <DataTable
          label={t('upkeep.rooms.title')}
          columns={columns}
          rows={list.items}
          keyOf={({ id }) => id}
          sorted={search}
          onSort={(sort, order) => change({ sort, order })}
          options={{
            label: t('upkeep.rooms.options'),
            of: (room) =>
              room.visibility === 'direct' ? null : (
                <MenuTrigger
                  handle={anyRoomMenu}
                  payload={room}
                  aria-label={t('upkeep.rooms.optionsOf', { name: room.name })}
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
          {t('upkeep.more')}
        </Button>
      )}
      <AnyRoomMenu
        onChanged={(room) => list.renew(({ id }) => id === room.id, room)}
        onGone={(room) => list.drop(({ id }) => id === room.id)}
      />
    </>
  )
}
