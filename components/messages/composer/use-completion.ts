'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { emojiBegun } from '#lib/messages/browser/emoji.ts'
import { nameBegun } from '#lib/messages/browser/mention-names.ts'
import { usedEmoji } from '#lib/messages/browser/recent-emoji.ts'
import { type Choice, useEmojiChoices, useNameChoices } from './use-choices.ts'
import { rewrite } from './writing.ts'

/** Completes a name after "@" and an emoji after ":": arrows choose, Enter and Tab insert, Escape gives up. */
export const useCompletion = (text: string, field: RefObject<HTMLTextAreaElement | null>) => {
  const t = useTranslations()
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [givenUp, setGivenUp] = useState<string | null>(null)
  const listId = useId()

  const before = text.slice(0, caret)
  const name = nameBegun(before)
  const emoji = name === null ? emojiBegun(before) : null
  const begun = name === null ? emoji && `:${emoji}` : `@${name}`
  const open = begun !== null && begun !== givenUp
  const names = useNameChoices(open ? name : null)
  const found = useEmojiChoices(open ? emoji : null)
  const choices = name === null ? found : names
  const at = Math.min(chosen, choices.length - 1)
  /** The emoji whose name is typed in full: the colon that ends it inserts it. */
  const whole = choices.find(({ label }) => label === `${begun}:`)

  const insert = (choice: Choice) => {
    const area = field.current
    if (!area || begun === null) return
    if (choice.emoji) usedEmoji(choice.emoji)
    const head = text.slice(0, caret - begun.length) + choice.insert
    rewrite(area, { text: head + text.slice(caret).replace(/^ /, ''), from: head.length, to: head.length })
    setCaret(head.length)
  }
  /** Whether the key was for the list. */
  const pressed = (event: KeyboardEvent): boolean => {
    const meantNow = choices[at]
    if (!meantNow || event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'ArrowDown') setChosen((at + 1) % choices.length)
    else if (event.key === 'ArrowUp') setChosen((at + choices.length - 1) % choices.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) insert(meantNow)
    else if (event.key === ':' && whole) insert(whole)
    else if (event.key === 'Escape') setGivenUp(begun)
    else return false
    event.preventDefault()
    return true
  }
  const moved = () => {
    setCaret(field.current?.selectionStart ?? 0)
    setChosen(0)
  }
  const optionId = (index: number) => `${listId}-${index}`
  const label = name === null ? t('messages.completion.emoji') : t('messages.completion.people')
  return { choices, at, listId, label, optionId, insert, pressed, moved, leave: () => setGivenUp(begun) }
}
