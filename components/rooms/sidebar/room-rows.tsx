'use client'

import { defaultRangeExtractor, type Range, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { usePathname } from 'next/navigation'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Room } from '#lib/rooms/schema.ts'
import { RoomLink } from './room-link.tsx'
import { useDraftedRooms } from './use-drafted-rooms.ts'

/**
 * So many are drawn in one piece: the browser's own search finds them all.
 * Of more only those in sight and near it.
 */
const drawnWhole = 100
const overscan = 12
/** As the styles make them, at the usual size of letters; others are measured. */
const rowPx = 40
const gapPx = 2
/** Until the window is known. */
const firstSight = { width: 0, height: 1_000 }

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
  const isWhole = rooms.length <= drawnWhole
  useLayoutEffect(() => setAbove(list.current?.offsetTop ?? 0))
  // Also one that had it before the page's script ran.
  useEffect(() => setFocused(roomAt(document.activeElement)), [])

  const virtualizer = useVirtualizer<HTMLElement, HTMLLIElement>({
    count: rooms.length,
    getScrollElement: () => scroller,
    getItemKey: useCallback((at: number) => rooms[at]?.id ?? at, [rooms]),
    estimateSize: () => rowPx,
    rangeExtractor: (range: Range) => {
      if (isWhole) return Array.from(rooms.keys())
      const near = defaultRangeExtractor(range)
      const at = focused === null ? -1 : rooms.findIndex(({ id }) => id === focused)
      if (at < 0 || near.includes(at)) return near
      // With its neighbours, so that the focus can go on from there.
      const kept = [at - 1, at, at + 1].filter((one) => rooms[one] && !near.includes(one))
      return [...near, ...kept].sort((a, b) => a - b)
    },
    initialRect: firstSight,
    scrollMargin: above,
    gap: gapPx,
    overscan,
  })
  /** What a row says of its place when its neighbours may not be there to tell. */
  const placed = (index: number, marginTop: number | undefined) => ({
    ref: virtualizer.measureElement,
    'data-index': index,
    'aria-setsize': rooms.length,
    'aria-posinset': index + 1,
    style: { marginTop },
  })
  const items = virtualizer.getVirtualItems()
  const free = freeAround(items, above, virtualizer.getTotalSize())

  return (
    <ul
      ref={list}
      aria-labelledby={labelledBy}
      onFocus={(event) => setFocused(roomAt(event.target))}
      className="flex flex-col gap-0.5"
      style={isWhole ? undefined : { paddingTop: free.top, paddingBottom: free.bottom }}
    >
      {items.map(({ key, index }, place) => {
        const room = rooms[index]
        return (
          room && (
            <RoomLink
              key={key}
              room={room}
              current={pathname === `/rooms/${room.id}`}
              drafted={drafted.has(room.id)}
              item={{ 'data-row': room.id, ...(!isWhole && placed(index, free.before[place])) }}
            />
          )
        )
      })}
    </ul>
  )
}

/**
 * The places of rows that are not drawn: above the first one drawn, below the last, and
 * between two that do not follow each other.
 */
function freeAround(items: VirtualItem[], above: number, total: number) {
  const before = items.map(({ index, start }, at) => {
    const last = items[at - 1]
    return last && last.index + 1 < index ? start - last.end - gapPx : 0
  })
  const [first, last] = [items[0], items.at(-1)]
  return { before, top: first ? first.start - above : 0, bottom: last ? total - (last.end - above) : 0 }
}

const roomAt = (element: Element | null): string | null =>
  element?.closest<HTMLElement>('[data-row]')?.dataset.row ?? null
