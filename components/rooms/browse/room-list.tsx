'use client'

import { DoorOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useJoinedRooms, useMayCreate } from '#components/rooms/my-rooms-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { LoadFailed } from '#components/words/load-failed.tsx'
import type { Page } from '#lib/http/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { RoomCards } from './room-cards.tsx'
import { type RoomSearch, wordsOf } from './room-search.ts'

type Props = { search: RoomSearch; first: Page<Room> }

/** The rooms found, page after page, with what is known live about the joined ones. */
export function RoomList({ search, first }: Props) {
  const list = usePages('GET /rooms', { query: wordsOf(search) }, { first })
  return list.items.length === 0 ? <Nothing search={search} /> : <RoomPages list={list} />
}

/** What was found so far, and the way to more of it. */
export function RoomPages({ list }: { list: ReturnType<typeof usePages<'GET /rooms'>> }) {
  const t = useTranslations()
  const joined = new Map(useJoinedRooms().map((one) => [one.id, one]))
  return (
    <div className="flex flex-col gap-3">
      <RoomCards rooms={list.items.map((one) => joined.get(one.id) ?? one)} />
      <LoadFailed list={list} />
      {list.cursor && (
        <Button className="self-center" busy={list.busy} onClick={() => void list.more()}>
          {t('rooms.browse.more')}
        </Button>
      )}
    </div>
  )
}

function Nothing({ search }: { search: RoomSearch }) {
  const t = useTranslations()
  const mayCreate = useMayCreate()
  const narrowed = search.query !== '' || search.type !== 'all' || search.archived
  const icon = <DoorOpen size={22} />
  if (narrowed) {
    return (
      <EmptyState icon={icon} title={t('rooms.browse.noMatch')}>
        {t('rooms.browse.noMatchBody')}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={icon} title={t('rooms.browse.nothingLeft')}>
      {t(mayCreate ? 'rooms.browse.nothingLeftBody' : 'rooms.browse.nothingLeftAsk')}
    </EmptyState>
  )
}
