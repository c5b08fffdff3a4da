'use client'

import { DoorOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/client.ts'
import type { Room } from '#lib/rooms/schema.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import { RoomCard } from './room-card.tsx'
import { type RoomSearch, wordsOf } from './room-search.ts'

type Props = { search: RoomSearch; first: { items: Room[]; nextCursor: string | null } }

/** The rooms found, page after page, with what is known live about the joined ones. */
export function RoomList({ search, first }: Props) {
  const t = useTranslations()
  const [more, setMore] = useState<Room[]>([])
  const [cursor, setCursor] = useState(first.nextCursor)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Refused | null>(null)
  const joined = new Map(useJoinedRooms().map((one) => [one.id, one]))

  const load = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const next = await api('GET /rooms', { query: { ...wordsOf(search), cursor } })
      setMore((before) => [...before, ...next.items])
      setCursor(next.nextCursor)
    } catch (error) {
      setFailure(asRefusal(error))
    } finally {
      setBusy(false)
    }
  }

  const found = [...first.items, ...more]
  if (found.length === 0) return <Nothing search={search} />
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label={t('rooms.browse.found')} className="grid grid-cols-1 gap-3 xl:grid-cols-2">
        {found.map((one) => (
          <RoomCard key={one.id} room={joined.get(one.id) ?? one} />
        ))}
      </ul>
      {failure && (
        <Alert>
          <RefusalText of={failure} />
        </Alert>
      )}
      {cursor && (
        <Button className="self-center" busy={busy} onClick={() => void load()}>
          {t('rooms.browse.more')}
        </Button>
      )}
    </div>
  )
}

function Nothing({ search }: { search: RoomSearch }) {
  const t = useTranslations()
  const narrowed = search.query !== '' || search.type !== 'all' || search.archived
  const icon = <DoorOpen size={22} />
  if (narrowed) {
    return (
      <EmptyState icon={icon} title={t('rooms.browse.noMatch')}>
        {t('rooms.browse.noMatchBody')}
      </EmptyState>
    )
  }
  return search.scope === 'browse' ? (
    <EmptyState icon={icon} title={t('rooms.browse.nothingLeft')}>
      {t('rooms.browse.nothingLeftBody')}
    </EmptyState>
  ) : (
    <EmptyState icon={icon} title={t('rooms.browse.none')}>
      {t('rooms.browse.noneBody')}
    </EmptyState>
  )
}
