'use client'

import { useEffect, useEffectEvent } from 'react'
import { type Combination, isPressed } from './keys.ts'

/** Does something on a key of the table, wherever the focus is, unless something nearer has used the key. */
export const useShortcut = (combination: Combination, act: () => void): void => {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !isPressed(combination, event)) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}
