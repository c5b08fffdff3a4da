'use client'

import { useLayoutEffect } from 'react'
import { useStore } from '#components/ui/use-store.ts'
import { switcher } from './state.ts'

/** Keeps what is typed between the key that opens the switcher and its box, which may have to come first. */
export const useEarlyLetters = (): void => {
  const { open, isHere } = useStore(switcher)
  useLayoutEffect(() => {
    if (!open || isHere) return
    const hear = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey } = event
      if (ctrlKey || metaKey || altKey) return
      if (key === 'Escape') switcher.set({ open: false, typed: '' })
      else if ([...key].length === 1) switcher.set({ typed: switcher.get().typed + key })
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', hear, true)
    return () => window.removeEventListener('keydown', hear, true)
  }, [open, isHere])
}
