'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { soon } from '#components/ui/soon.tsx'
import type { Room } from '#lib/rooms/schema.ts'
import { RoomLink } from './room-link.tsx'
import { gapPx, type Sight } from './sight.ts'
import { useDraftedRooms } from './use-drafted-rooms.ts'

/**
 * So many are drawn in one piece: the browser's own search finds them all.
 * Of more only those in sight and near it.
 */
const drawnWhole = 100
const RowsInSight = soon(() => import('./rows-in-sight.tsx'))

type Props = { labelledBy: string; rooms: readonly Room[]; scroller: HTMLElement | null }

/**
 * The rooms of a section, however many: what is not drawn keeps its place free. The row
 * with the focus stays, wherever one scrolls.
 */
export function RoomRows({ labelledBy, rooms, scroller }: Props) {
  const pathname = usePathname()
  const drafted = useDraftedRooms()
  const list = useRef<HTMLUListElement>(null)
  const [above, setAbove] = useState(0)
  const [focused, setFocused] = useState<string | null>(null)
  const [sight, setSight] = useState<Sight | null>(null)
  const isWhole = rooms.length <= drawnWhole
  useLayoutEffect(() => setAbove(list.current?.offsetTop ?? 0))
  // Also one that had it before the page's script ran.
  useEffect(() => setFocused(roomAt(document.activeElement)), [])

  const rowOf = (room: Room, placed = {}) => (
    <RoomLink
      key={room.id}
      room={room}
      current={pathname === `/rooms/${room.id}`}
      drafted={drafted.has(room.id)}
      item={{ 'data-row': room.id, ...placed }}
    />
  )
  const inSight = isWhole ? null : sight
  const free = inSight && freeAround(inSight, above)

  return (
    <>
      <ul
        ref={list}
        aria-labelledby={labelledBy}
        onFocus={(event) => setFocused(roomAt(event.target))}
        className="flex flex-col gap-0.5"
        style={free ? { paddingTop: free.top, paddingBottom: free.bottom } : undefined}
      >
        {inSight && free
          ? inSight.rows.map(({ index }, place) => {
              const room = rooms[index]
              // What a row says of its place when its neighbours may not be there to tell.
              const placed = {
                ref: inSight.measure,
                'data-index': index,
                'aria-setsize': rooms.length,
                'aria-posinset': index + 1,
                style: { marginTop: free.before[place] },
              }
              return room && rowOf(room, placed)
            })
          : rooms.slice(0, drawnWhole).map((room) => rowOf(room))}
      </ul>
      {!isWhole && (
        <RowsInSight
          meanwhile={null}
          rooms={rooms}
          scroller={scroller}
          above={above}
          focused={focused}
          onSight={setSight}
        />
      )}
    </>
  )
}

/**
 * The places of rows that are not drawn: above the first one drawn, below the last, and
 * between two that do not follow each other.
 */
function freeAround({ rows, total }: Sight, above: number) {
  const before = rows.map(({ index, start }, at) => {
    const last = rows[at - 1]
    return last && last.index + 1 < index ? start - last.end - gapPx : 0
  })
  const [first, last] = [rows[0], rows.at(-1)]
  return { before, top: first ? first.start - above : 0, bottom: last ? total - (last.end - above) : 0 }
}

const roomAt = (element: Element | null): string | null =>
  element?.closest<HTMLElement>('[data-row]')?.dataset.row ?? null
