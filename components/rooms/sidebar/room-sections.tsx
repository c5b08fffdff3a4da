'use client'

import { ArrowDownUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { MenuChoice, MenuPopup, MenuRoot, MenuTrigger } from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.tsx'
import { chooseOrder } from '#lib/rooms/actions.ts'
import { inSections, type Order } from '#lib/rooms/browser/order.ts'
import { RoomOptions } from './room-options.tsx'
import { RoomRows } from './room-rows.tsx'
import { useRoomKeys } from './use-room-keys.ts'

const orders = [
  { value: 'name', label: 'By name' },
  { value: 'activity', label: 'By activity' },
] as const

/** The rooms joined: favourites, rooms, people; by name, an order that does not move, unless the viewer wants the newest first. */
export function RoomSections({ order: kept, scroller }: { order: Order; scroller: HTMLElement | null }) {
  const [order, setOrder] = useState(kept)
  const joined = useJoinedRooms()
  const sections = useMemo(() => inSections(joined, order), [joined, order])
  useRoomKeys(sections.flatMap(({ rooms }) => rooms))
  const choose = (chosen: Order) => {
    setOrder(chosen)
    chooseOrder(chosen).catch(() => say('The order could not be kept: the server cannot be reached.'))
  }
  if (sections.length === 0)
    return (
      <p className="px-2 text-corridor-soft text-sm">
        You are in no room yet. Make one, or join one of All rooms.
      </p>
    )
  return (
    <>
      {sections.map(({ title, rooms }, index) => (
        <div key={title}>
          <div className="flex h-7 items-center justify-between pe-1 ps-2 text-corridor-soft text-xs">
            <span id={`section-${title}`}>{title}</span>
            {index === 0 && <SortMenu order={order} onChange={choose} />}
          </div>
          <RoomRows labelledBy={`section-${title}`} rooms={rooms} scroller={scroller} />
        </div>
      ))}
      <RoomOptions />
    </>
  )
}

function SortMenu({ order, onChange }: { order: Order; onChange: (order: Order) => void }) {
  return (
    <MenuRoot>
      <MenuTrigger
        aria-label="Sort rooms"
        className="inline-flex size-7 items-center justify-center rounded-md hover:bg-corridor-raised hover:text-corridor-ink"
      >
        <ArrowDownUp size={14} aria-hidden />
      </MenuTrigger>
      <MenuPopup>
        <MenuChoice label="Sort rooms" value={order} options={orders} onChange={onChange} />
      </MenuPopup>
    </MenuRoot>
  )
}
