'use client'

import { DoorOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import { useJoinedRooms, useMayCreate, useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { byActivity } from '#lib/rooms/browser/order.ts'
import { RoomCards } from './room-cards.tsx'
import { RoomPages } from './room-list.tsx'
import { openRooms, wordsOf } from './room-search.ts'
import { useLastWords } from './use-last-words.ts'

/** Each is a card with pictures: so many are drawn before one asks for more. */
const atOnce = 50

/**
 * The rooms one is in, as they are at every moment: on a phone, where the sidebar is away, this is the way to
 * all of them.
 */
export function RoomsInUse() {
  const t = useTranslations()
  const myRooms = useMyRooms()
  const joined = useJoinedRooms()
  const rooms = useMemo(() => byActivity(joined), [joined])
  const [drawn, setDrawn] = useState(atOnce)
  const shown = useMemo(() => rooms.slice(0, drawn), [rooms, drawn])
  const said = useLastWords(shown)
  useEffect(() => myRooms.refresh(), [myRooms])

  if (rooms.length > 0)
    return (
      <div className="flex flex-col gap-3">
        <RoomCards rooms={shown} said={said} />
        {rooms.length > drawn && (
          <Button className="self-center" onClick={() => setDrawn(drawn + atOnce)}>
            {t('rooms.browse.more')}
          </Button>
        )}
      </div>
    )
  return <OpenRooms />
}

/** What somebody who is in no room may join. */
function OpenRooms() {
  const t = useTranslations()
  const mayCreate = useMayCreate()
  const list = usePages('GET /rooms', { query: wordsOf(openRooms) })
  if (list.items.length > 0)
    return (
      <section className="flex flex-col gap-4">
        <div>
          <h2 className="font-semibold text-lg">{t('rooms.browse.open')}</h2>
          <p className="text-ink-soft">
            {t(mayCreate ? 'rooms.browse.openBody' : 'rooms.browse.openBodyOnly')}
          </p>
        </div>
        <RoomPages list={list} />
      </section>
    )
  return (
    list.asked && (
      <EmptyState icon={<DoorOpen size={22} />} title={t('rooms.browse.none')}>
        {t(mayCreate ? 'rooms.browse.noneBody' : 'rooms.browse.noneAsk')}
      </EmptyState>
    )
  )
}
