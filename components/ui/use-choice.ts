'use client'

import { type KeyboardEvent, useId, useState } from 'react'

/**
 * Which of the options below a field is meant, for a field that keeps the focus: arrows go round, and
 * whatever else a key does is the field's. Source: ARIA Authoring Practices, combobox with a listbox popup.
 */
export const useChoice = (count: number) => {
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const at = Math.min(chosen, count - 1)
  return {
    /** -1 while there is none. */
    at,
    listId,
    optionId: (index: number) => `${listId}-${index}`,
    reset: () => setChosen(0),
    /** Whether the key was one that moves. */
    moved: ({ key }: KeyboardEvent): boolean => {
      if (count === 0 || (key !== 'ArrowDown' && key !== 'ArrowUp')) return false
      setChosen((at + (key === 'ArrowDown' ? 1 : count - 1)) % count)
      return true
    },
  }
}
