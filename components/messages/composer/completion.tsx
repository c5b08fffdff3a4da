'use client'

import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle } from 'react'
import type { Writing } from '#lib/messages/browser/writing.ts'
import type { Written } from '#lib/messages/browser/written.ts'
import { CompletionList } from './completion-list.tsx'
import { useCompletion } from './use-completion.ts'

/** What the field tells a list that is there. */
export type Completing = {
  /** Whether the key was for the list. */
  pressed: (event: KeyboardEvent) => boolean
  moved: () => void
  leave: () => void
}
/** The list that is open, and what of it is meant, by the ids of their elements. */
export type Offered = { list: string; meant: string }

type Props = {
  handle: RefObject<Completing | null>
  written: Written
  writing: Writing
  field: RefObject<HTMLTextAreaElement | null>
  commands: boolean
  onOffer: (offered: Offered | null) => void
}

/** Completes what is written in a field, and listens to its keys. */
export default function Completion({ handle, written, writing, field, commands, onOffer }: Props) {
  const completion = useCompletion(written, writing, field, commands)
  const { choices, listId, at, optionId, pressed, moved, leave } = completion
  useImperativeHandle(handle, () => ({ pressed, moved, leave }))
  const meant = choices.length > 0 ? optionId(at) : null
  useEffect(() => onOffer(meant === null ? null : { list: listId, meant }), [onOffer, listId, meant])
  return <CompletionList {...completion} />
}
