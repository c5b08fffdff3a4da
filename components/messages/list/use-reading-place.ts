'use client'

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { foldedPx, tallPx } from '#lib/messages/browser/folding.ts'
import type { Row } from '#lib/messages/browser/rows.ts'

/** So near to the end that the reader means the end. */
const nearPx = 100
/** What leads up to the row that a conversation opens at. */
const leadPx = 120
const overscan = 12

/** A row by its key, or the end of the list. */
export type Anchor = string

type Reading = {
  rows: readonly Row[]
  /** The end of the list is the end of history. */
  live: boolean
  start: Anchor
  /** Stay drawn wherever the reader is: the row with the focus, the one being edited. */
  drawn: readonly (string | null)[]
  onAtEnd: (atEnd: boolean) => void
}

/**
 * Draws only the rows in sight, keeps the reader's line where it is while rows come and go above and below
 * it, and the end in view while the reader is there.
 */
export const useReadingPlace = ({ rows, live, start, drawn, onAtEnd }: Reading) => {
  const box = useRef<HTMLDivElement>(null)
  const wanted = useRef<Anchor | null>(start)
  // The row gone to last. Until the reader moves by themselves it keeps
  // its place, whatever is loaded around it.
  const held = useRef<{ place: Anchor; rows: readonly Row[] } | null>(null)
  const isEnd = useRef(start === 'end')
  // As it was before this change: a page that reaches the end must not carry the reader there.
  const wasLive = useRef(live)

  const virtualizer = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => box.current,
    getItemKey: useCallback((at: number) => rows[at]?.key ?? at, [rows]),
    estimateSize: (at) => estimate(rows[at]),
    rangeExtractor: (range: Range) => {
      const near = defaultRangeExtractor(range)
      const all = new Set(near)
      for (const key of drawn) {
        const at = key === null ? -1 : rows.findIndex((row) => row.key === key)
        // With its neighbours, so that the arrow keys go on from there; one may be the line of a day.
        if (at >= 0) for (let one = at - 2; one <= at + 2; one++) if (rows[one]) all.add(one)
      }
      return all.size === near.length ? near : [...all].sort((a, b) => a - b)
    },
    overscan,
    anchorTo: 'end',
    followOnAppend: wasLive.current,
    scrollEndThreshold: nearPx,
    scrollPaddingStart: leadPx,
    paddingEnd: 4,
  })

  const look = useCallback(() => {
    const view = box.current
    if (!view) return
    isEnd.current = live && view.scrollHeight - view.scrollTop - view.clientHeight < nearPx
    onAtEnd(isEnd.current)
  }, [live, onAtEnd])

  const goTo = useCallback(
    (place: Anchor) => {
      wanted.current = place
      held.current = null
      if (place === 'end') return virtualizer.scrollToEnd()
      const at = rows.findIndex((row) => row.key === place)
      // A row that is still to be drawn is gone to when it is.
      if (at < 0) return
      wanted.current = null
      held.current = { place, rows }
      virtualizer.scrollToIndex(at, { align: place === 'new' ? 'start' : 'center' })
    },
    [virtualizer, rows],
  )

  useLayoutEffect(() => {
    wasLive.current = live
    // At the end of history they follow it, wherever they came from.
    if (isEnd.current) held.current = null
    if (wanted.current !== null) {
      const place = wanted.current
      goTo(place)
      if (place === 'end') wanted.current = null
    } else if (held.current && held.current.rows !== rows) goTo(held.current.place)
    look()
  })

  useEffect(() => {
    const view = box.current
    if (!view) return
    // The composer grows, a keyboard comes up: who was at the end stays there.
    const sizes = new ResizeObserver(() => {
      if (isEnd.current) virtualizer.scrollToEnd()
    })
    sizes.observe(view)
    const moves = ['wheel', 'touchstart', 'pointerdown', 'keydown', 'focusin']
    const letGo = () => {
      held.current = null
    }
    for (const move of moves) view.addEventListener(move, letGo, { passive: true })
    return () => {
      sizes.disconnect()
      for (const move of moves) view.removeEventListener(move, letGo)
    }
  }, [virtualizer])

  useEffect(() => {
    const { itemSizeCache } = virtualizer
    if (itemSizeCache.size < 5_000) return
    // Sizes of rows long gone: they are measured again should they come back.
    const here = new Set<unknown>(rows.map(({ key }) => key))
    for (const key of itemSizeCache.keys()) if (!here.has(key)) itemSizeCache.delete(key)
  }, [virtualizer, rows])

  return { box, virtualizer, look, goTo }
}

/** About as high as it will be: the better the guess, the steadier the scrollbar. */
const estimate = (row: Row | undefined): number => {
  if (row?.kind === 'beginning') return 128
  if (row?.kind === 'day' || row?.kind === 'new') return 40
  const content = row?.kind === 'message' ? row.message.content : (row?.pending.content ?? '')
  const lines = content.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 90), 0)
  const text = lines * 22
  return (text > tallPx ? foldedPx + 18 : text) + (row?.grouped ? 4 : 36)
}
