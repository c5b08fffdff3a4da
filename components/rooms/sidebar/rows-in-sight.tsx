import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect } from 'react'
import type { Room } from '#lib/rooms/schema.ts'
import { gapPx, type Sight } from './sight.ts'

const overscan = 12
/** As the styles make them, at the usual size of letters; others are measured. */
const rowPx = 40
/** Until the window is known. */
const firstSight = { width: 0, height: 1_000 }

type Props = {
  rooms: readonly Room[]
  scroller: HTMLElement | null
  /** How far down the first row is. */
  above: number
  /** The room whose row has the focus. */
  focused: string | null
  onSight: (sight: Sight) => void
}

/** Tells which rooms of a long section are in sight and near it. It draws nothing itself. */
export default function RowsInSight({ rooms, scroller, above, focused, onSight }: Props) {
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: rooms.length,
    getScrollElement: () => scroller,
    getItemKey: useCallback((at: number) => rooms[at]?.id ?? at, [rooms]),
    estimateSize: () => rowPx,
    rangeExtractor: useCallback(
      (range: Range) => {
        const near = defaultRangeExtractor(range)
        const at = focused === null ? -1 : rooms.findIndex(({ id }) => id === focused)
        if (at < 0 || near.includes(at)) return near
        // With its neighbours, so that the focus can go on from there.
        const kept = [at - 1, at, at + 1].filter((one) => rooms[one] && !near.includes(one))
        return [...near, ...kept].sort((a, b) => a - b)
      },
      [rooms, focused],
    ),
    initialRect: firstSight,
    scrollMargin: above,
    gap: gapPx,
    overscan,
  })
  const rows = virtualizer.getVirtualItems()
  const total = virtualizer.getTotalSize()
  const { measureElement: measure } = virtualizer
  useLayoutEffect(() => onSight({ rows, total, measure }), [onSight, rows, total, measure])
  return null
}
