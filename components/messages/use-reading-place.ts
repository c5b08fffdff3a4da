'use client'

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** So near to the end that the reader means the end. */
const nearPx = 100

/** The message at the top of the view, and how far it stands below the edge. */
type Place = 'end' | { key: string; below: number }

const rowsIn = (box: HTMLElement) => box.querySelectorAll<HTMLElement>('[data-key]')
const rowOf = (box: HTMLElement, key: string) =>
  box.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)

const placeIn = (box: HTMLElement): Place => {
  if (box.scrollHeight - box.scrollTop - box.clientHeight < nearPx) return 'end'
  for (const row of rowsIn(box)) {
    const below = row.offsetTop - box.scrollTop
    if (below + row.offsetHeight > 0 && row.dataset.key) return { key: row.dataset.key, below }
  }
  return 'end'
}

/**
 * Keeps the reader's line where it is while messages come above and below it, and the end in view while they are at
 * the end. Done by hand, because browsers differ in scroll anchoring. `live`: the end of the list is the end of history.
 */
export const useReadingPlace = (
  box: RefObject<HTMLDivElement | null>,
  live: boolean,
  start: string | null,
) => {
  const place = useRef<Place>(start ? { key: start, below: Number.NaN } : 'end')
  const [atEnd, setAtEnd] = useState(start === null)

  const restore = useCallback(() => {
    const view = box.current
    if (!view) return
    const wanted = place.current
    if (wanted === 'end') {
      view.scrollTop = view.scrollHeight
      return
    }
    const row = rowOf(view, wanted.key)
    if (!row) return
    // NaN: where to stand is still open; a third from the top leaves something to lead up to it.
    const below = Number.isNaN(wanted.below) ? view.clientHeight / 3 : wanted.below
    view.scrollTop = row.offsetTop - below
  }, [box])

  const scrolled = useCallback(() => {
    const view = box.current
    if (!view) return
    const now = placeIn(view)
    place.current = now === 'end' && !live ? (lastRow(view) ?? now) : now
    setAtEnd(now === 'end' && live)
  }, [box, live])

  // After every render: a row that grew above the reader's line must not move it.
  useLayoutEffect(restore)

  useEffect(() => {
    const view = box.current
    if (!view) return
    const sizes = new ResizeObserver(() => {
      restore()
      // A list that fits the view never scrolls: its end is in sight all the same.
      if (view.scrollHeight <= view.clientHeight) scrolled()
    })
    sizes.observe(view)
    if (view.firstElementChild) sizes.observe(view.firstElementChild)
    return () => sizes.disconnect()
  }, [box, restore, scrolled])

  const goTo = useCallback(
    (key: string | 'end') => {
      place.current = key === 'end' ? 'end' : { key, below: Number.NaN }
      restore()
      // A row that is still to be drawn is gone to when it is; asking now would find the old place.
      if (key === 'end') setAtEnd(true)
      else if (box.current && rowOf(box.current, key)) scrolled()
    },
    [box, restore, scrolled],
  )
  return { atEnd, scrolled, goTo }
}

/** At the end of what is loaded but not of history: hold the last row, or newer pages would carry the reader along. */
const lastRow = (box: HTMLElement): Place | undefined => {
  const row = [...rowsIn(box)].at(-1)
  return row?.dataset.key ? { key: row.dataset.key, below: row.offsetTop - box.scrollTop } : undefined
}
