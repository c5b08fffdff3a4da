import { useState } from 'react'
import type { Layout } from '#lib/calls/browser/state/layout.ts'

const key = 'rooms.call-layout'

const kept = (): Layout => {
  try {
    return localStorage.getItem(key) === 'speaker' ? 'speaker' : 'grid'
  } catch {
    return 'grid'
  }
}

/** Grid or speaker, as this browser was told last. */
export const useLayout = () => {
  const [layout, setLayout] = useState(kept)
  const choose = (chosen: Layout) => {
    setLayout(chosen)
    try {
      localStorage.setItem(key, chosen)
    } catch {
      // Storage is forbidden here: the choice holds as long as the page.
    }
  }
  return [layout, choose] as const
}
