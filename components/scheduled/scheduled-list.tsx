'use client'

import { CalendarClock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { useStore } from '#components/ui/use-store.ts'
import { LoadFailed } from '#components/words/load-failed.tsx'
import type { Page } from '#lib/http/schema.ts'
import { scheduled } from '#lib/scheduled/browser/scheduled.ts'
import type { ScheduledMessage } from '#lib/scheduled/schema.ts'
import { ScheduledItem } from './scheduled-item.tsx'

/** All that the viewer wants to be sent later, and what could not be sent; it follows what happens to it. */
export function ScheduledList({ first }: { first: Page<ScheduledMessage> }) {
  const t = useTranslations()
  const roomName = useRoomName()
  const list = usePages('GET /me/scheduled', {}, { first, again: useStore(scheduled).items })
  return (
    <>
      <LoadFailed list={list} />
      {list.items.length === 0 && !list.cursor && (
        <EmptyState icon={<CalendarClock size={22} />} title={t('scheduled.none.title')}>
          {t('scheduled.none.body')}
        </EmptyState>
      )}
      {list.items.length > 0 && (
        <ul aria-label={t('scheduled.list')} className="flex flex-col gap-3">
          {list.items.map((one) => (
            <ScheduledItem
              key={one.id}
              message={one}
              // The people of those rooms are not loaded here.
              nameOf={() => undefined}
              place={
                one.room ? (
                  <>
                    <RoomDoor room={one.room} />
                    <bdi className="truncate">{roomName(one.room)}</bdi>
                  </>
                ) : (
                  t('scheduled.noRoom')
                )
              }
              more={
                one.room && (
                  <PlaceLink href={`/rooms/${one.roomId}`} className={buttonClass('plain', 'small')}>
                    {t('scheduled.openRoom')}
                  </PlaceLink>
                )
              }
            />
          ))}
        </ul>
      )}
      {list.cursor && (
        <Button className="self-center" busy={list.busy} onClick={() => void list.more()}>
          {t('scheduled.more')}
        </Button>
      )}
    </>
  )
}
