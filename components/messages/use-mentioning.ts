'use client'

import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { meant, nameBegun } from '#lib/messages/browser/names.ts'
import { useTalk } from './conversation-context.tsx'

/** Completes the name after an "@": arrows choose, Enter and Tab insert, Escape gives up. */
export const useMentioning = (
  text: string,
  field: RefObject<HTMLTextAreaElement | null>,
  write: (text: string) => void,
) => {
  const { members, viewer } = useTalk()
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [givenUp, setGivenUp] = useState<string | null>(null)
  const listId = useId()

  const begun = nameBegun(text.slice(0, caret))
  const others = members.filter((one) => one.id !== viewer.userId)
  const offered = begun === null || begun === givenUp ? [] : meant(begun, others)
  const at = Math.min(chosen, offered.length - 1)

  const insert = (name: string) => {
    const before = `${text.slice(0, caret - (begun?.length ?? 0))}${name} `
    write(before + text.slice(caret))
    // After React has written the text, or the caret would jump to its end.
    requestAnimationFrame(() => {
      field.current?.setSelectionRange(before.length, before.length)
      setCaret(before.length)
    })
  }
  /** Whether the key was for the list. */
  const pressed = (event: KeyboardEvent): boolean => {
    const meantNow = offered[at]
    if (!meantNow) return false
    if (event.key === 'ArrowDown') setChosen((at + 1) % offered.length)
    else if (event.key === 'ArrowUp') setChosen((at + offered.length - 1) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') insert(meantNow.name)
    else if (event.key === 'Escape') setGivenUp(begun)
    else return false
    event.preventDefault()
    return true
  }
  const moved = () => {
    setCaret(field.current?.selectionStart ?? 0)
    setChosen(0)
  }
  return { offered, at, listId, optionId: (index: number) => `${listId}-${index}`, insert, pressed, moved }
}
