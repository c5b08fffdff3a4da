'use client'

import { ArrowDownUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { MenuChoice, MenuPopup, MenuRoot, MenuTrigger } from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.tsx'
import { chooseOrder } from '#lib/rooms/actions.ts'
import { inSections, type Order } from '#lib/rooms/browser/order.ts'
import { RoomOptions } from './room-options.tsx'
import { RoomRows } from './room-rows.tsx'
import { useRoomKeys } from './use-room-keys.ts'

const orders = [
  { value: 'name', label: 'rooms.sidebar.byName' },
  { value: 'activity', label: 'rooms.sidebar.byActivity' },
] as const

/**
 * The rooms joined: favourites, rooms, people; by name, an order that does not move,
 * unless the viewer wants the newest first.
 */
export function RoomSections({ order: kept, scroller }: { order: Order; scroller: HTMLElement | null }) {
  const t = useTranslations()
  const roomName = useRoomName()
  const [order, setOrder] = useState(kept)
  const joined = useJoinedRooms()
  const sections = useMemo(() => inSections(joined, order, roomName), [joined, order, roomName])
  useRoomKeys(sections.flatMap(({ rooms }) => rooms))
  const choose = async (chosen: Order) => {
    setOrder(chosen)
    const reply = await chooseOrder({ order: chosen }).catch(() => null)
    if (!reply?.ok) say(t('rooms.sidebar.orderNotKept'))
  }
  if (sections.length === 0)
    return <p className="px-2 text-corridor-soft text-sm">{t('rooms.sidebar.empty')}</p>
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
      <RoomOptions />
    </>
  )
}

function SortMenu({ order, onChange }: { order: Order; onChange: (order: Order) => void }) {
  const t = useTranslations()
  return (
    <MenuRoot>
      <MenuTrigger
        aria-label={t('rooms.sidebar.sort')}
        className="inline-flex size-7 items-center justify-center rounded-md hover:bg-corridor-raised hover:text-corridor-ink"
      >
        <ArrowDownUp size={14} aria-hidden />
      </MenuTrigger>
      <MenuPopup>
        <MenuChoice
          label={t('rooms.sidebar.sort')}
          value={order}
          options={orders.map((one) => ({ ...one, label: t(one.label) }))}
          onChange={onChange}
        />
      </MenuPopup>
    </MenuRoot>
  )
}
