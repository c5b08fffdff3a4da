'use client'

import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect } from 'react'
import { load } from '#lib/build/browser/load.ts'
import { continued, formatted, mayBeAddress } from '#lib/messages/browser/format.ts'
import { CompletionList } from './completion-list.tsx'
import { formatOf } from './formats.ts'
import { useCompletion } from './use-completion.ts'
import { enterSends, grow, isComposing, rewrite, selectedIn } from './writing.ts'

type Props = {
  field: RefObject<HTMLTextAreaElement | null>
  label: string
  placeholder?: string
  text: string
  write: (text: string) => void
  /** Enter where it sends: not with Shift, on a touch keyboard or while an input method composes. */
  onEnter: () => void
  /** Every key that meant nothing to the text. */
  onKey: (event: KeyboardEvent) => void
  className: string
}

/** A field for Markdown: completes names and emoji, formats by keys, goes on with lists. */
export function WritingField({ field, label, placeholder, text, write, onEnter, onKey, className }: Props) {
  const completion = useCompletion(text, field)
  const { choices, listId, at, optionId } = completion
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => grow(field.current), [text])

  const key = (event: KeyboardEvent) => {
    const area = field.current
    if (!area || isComposing(event) || completion.pressed(event)) return
    const format = formatOf(event)
    if (format) {
      event.preventDefault()
      rewrite(area, formatted(selectedIn(area), format))
    } else if (event.key !== 'Enter') onKey(event)
    else if (event.shiftKey || !enterSends()) {
      const next = continued(selectedIn(area))
      if (!next) return
      event.preventDefault()
      rewrite(area, next)
    } else {
      event.preventDefault()
      onEnter()
    }
  }

  const paste = (event: ClipboardEvent) => {
    const area = field.current
    const pasted = event.clipboardData.getData('text/plain').trim()
    if (!area || area.selectionStart === area.selectionEnd || !mayBeAddress(pasted)) return
    event.preventDefault()
    void load(() => import('#lib/messages/browser/pasted-link.ts')).then(({ linkedTo, replaced }) => {
      const selected = selectedIn(area)
      rewrite(area, linkedTo(selected, pasted) ?? replaced(selected, pasted))
    })
  }

  return (
    <div className="relative min-w-0 flex-1">
      <CompletionList {...completion} />
      <textarea
        ref={field}
        aria-label={label}
        placeholder={placeholder}
        dir="auto"
        rows={1}
        value={text}
        onChange={(event) => {
          write(event.target.value)
          completion.moved()
        }}
        onSelect={completion.moved}
        onBlur={completion.leave}
        onKeyDown={key}
        onPaste={paste}
        aria-autocomplete="list"
        aria-controls={choices.length > 0 ? listId : undefined}
        aria-activedescendant={choices.length > 0 ? optionId(at) : undefined}
        className={className}
      />
    </div>
  )
}
