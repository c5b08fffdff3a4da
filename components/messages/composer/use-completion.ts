'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { useChoice } from '#components/ui/use-choice.ts'
import { emojiBegun } from '#lib/messages/browser/emoji-begun.ts'
import { nameBegun, roomBegun } from '#lib/messages/browser/mention-names.ts'
import { usedEmoji } from '#lib/messages/browser/recent-emoji.ts'
import type { Writing } from '#lib/messages/browser/writing.ts'
import { meaning, type Written } from '#lib/messages/browser/written.ts'
import {
  type Choice,
  useCommandChoices,
  useEmojiChoices,
  useNameChoices,
  useRoomChoices,
} from './use-choices.ts'
import { rewrite } from './writing.ts'

/**
 * Completes a name after "@", a room after "#", an emoji after ":" and, where there are commands, one after
 * "/" that begins the text: arrows choose, Enter and Tab insert, Escape gives up.
 */
export const useCompletion = (
  { text, people }: Written,
  writing: Writing,
  field: RefObject<HTMLTextAreaElement | null>,
  commands: boolean,
) => {
  const t = useTranslations()
  // What was written before this was here is completed too.
  const [caret, setCaret] = useState(() =>
    field.current?.matches(':focus') ? field.current.selectionStart : 0,
  )
  const [givenUp, setGivenUp] = useState<string | null>(null)

  const before = text.slice(0, caret)
  // Who was chosen stays, whatever is written after the name.
  const isChosen = (typed: string) => people.some(({ at }) => at === caret - typed.length - 1)
  const fresh = (typed: string | null) => (typed === null || isChosen(typed) ? null : typed)
  const name = fresh(nameBegun(before))
  const room = name === null ? fresh(roomBegun(before)) : null
  const emoji = name === null && room === null ? emojiBegun(before) : null
  const command = commands ? (/^\/([a-z]*)$/.exec(before)?.[1] ?? null) : null
  const begun = begunBy(command, '/') ?? begunBy(name, '@') ?? begunBy(room, '#') ?? begunBy(emoji, ':')
  const open = begun !== null && begun !== givenUp
  const names = useNameChoices(open ? name : null)
  const rooms = useRoomChoices(open ? room : null)
  const found = useEmojiChoices(open ? emoji : null)
  const asked = useCommandChoices(open ? command : null)
  const choices = [...asked, ...names, ...rooms, ...found]
  const { at, listId, optionId, reset, moved: isMove } = useChoice(choices.length)
  /** The emoji whose name is typed in full: the colon that ends it inserts it. */
  const whole = choices.find(({ label }) => label === `${begun}:`)

  const insert = (choice: Choice) => {
    const area = field.current
    if (!area || begun === null) return
    if (choice.emoji) usedEmoji(choice.emoji)
    const from = caret - begun.length
    const head = text.slice(0, from) + choice.insert
    rewrite(area, { text: head + text.slice(caret).replace(/^ /, ''), from: head.length, to: head.length })
    if (choice.named) writing.mean(meaning(choice.named), from)
    setCaret(head.length)
  }
  /** Whether the key was for the list. */
  const pressed = (event: KeyboardEvent): boolean => {
    const meantNow = choices[at]
    if (!meantNow || event.ctrlKey || event.metaKey || event.altKey) return false
    // A command that takes nothing is written whole: Enter gives it.
    if (event.key === 'Enter' && meantNow.insert === begun) return false
    if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) insert(meantNow)
    else if (event.key === ':' && whole) insert(whole)
    else if (event.key === 'Escape') setGivenUp(begun)
    else if (!isMove(event)) return false
    event.preventDefault()
    return true
  }
  const moved = () => {
    setCaret(field.current?.selectionStart ?? 0)
    reset()
  }
  const written = name !== null ? 'people' : room !== null ? 'rooms' : 'emoji'
  const kind = command !== null ? 'commands' : written
  const label = t(`messages.completion.${kind}`)
  return { choices, at, listId, label, optionId, insert, pressed, moved, leave: () => setGivenUp(begun) }
}

const begunBy = (typed: string | null, sign: string) => (typed === null ? null : `${sign}${typed}`)
