'use client'

import { useState } from 'react'

const key = 'rooms.format-bar'

const wanted = (): boolean => {
  try {
    return localStorage.getItem(key) === 'shown'
  } catch {
    return false
  }
}

/** Whether the formatting bar is shown, as this browser was told last. */
export const useFormatBar = (): [shown: boolean, toggle: () => void] => {
  const [shown, setShown] = useState(wanted)
  const toggle = () => {
    setShown(!shown)
    try {
      localStorage.setItem(key, shown ? 'hidden' : 'shown')
    } catch {
      // Forbidden: it holds as long as the page.
    }
  }
  return [shown, toggle]
}
