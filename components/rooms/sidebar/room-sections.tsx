'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { part } from '#components/parts/part.ts'
import { useJoinedRooms, useMayCreate } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { later } from '#components/ui/later.tsx'
import { useWanted } from '#components/ui/opening.ts'
import { say } from '#components/ui/toast.ts'
import { chooseOrder } from '#lib/rooms/actions.ts'
import { inSections, type Order } from '#lib/rooms/browser/order.ts'
import { roomOptions } from './room-link.tsx'
import { RoomRows } from './room-rows.tsx'
import { SortMenu } from './sort-menu.tsx'
import { useRoomKeys } from './use-room-keys.ts'

const RoomOptions = later(part('RoomOptions'))

/**
 * The rooms joined: favourites, rooms, people; by name, an order that does not move,
 * unless the viewer wants the newest first.
 */
export function RoomSections({ order: kept, scroller }: { order: Order; scroller: HTMLElement | null }) {
  const t = useTranslations()
  const roomName = useRoomName()
  const [order, setOrder] = useState(kept)
  const joined = useJoinedRooms()
  const mayCreate = useMayCreate()
  const sections = useMemo(() => inSections(joined, order, roomName), [joined, order, roomName])
  useRoomKeys(sections.flatMap(({ rooms }) => rooms))
  const optionsWanted = useWanted(roomOptions)
  const choose = async (chosen: Order) => {
    setOrder(chosen)
    const reply = await chooseOrder({ order: chosen }).catch(() => null)
    if (!reply?.ok) say(t('rooms.sidebar.notKept'))
  }
  if (sections.length === 0)
    return (
      <p className="px-2 text-corridor-soft text-sm">
        {t(mayCreate ? 'rooms.sidebar.empty' : 'rooms.sidebar.emptyAsk')}
      </p>
    )
  return (
    <>
      {sections.map(({ kind, rooms }, index) => (
        <div key={kind}>
          <div className="flex h-7 items-center justify-between pe-1 ps-2 text-corridor-soft text-xs">
            <span id={`section-${kind}`}>{t(`rooms.sidebar.${kind}`)}</span>
            {index === 0 && <SortMenu order={order} onChange={(chosen) => void choose(chosen)} />}
          </div>
          <RoomRows labelledBy={`section-${kind}`} rooms={rooms} scroller={scroller} />
        </div>
      ))}
      <RoomOptions wanted={optionsWanted} />
    </>
  )
}
