'use client'

import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { load } from '#lib/build/browser/load.ts'
import { continued, formatted, isInCode, mayBeAddress } from '#lib/messages/browser/format.ts'
import { createWriting } from '#lib/messages/browser/writing.ts'
import type { Written } from '#lib/messages/browser/written.ts'
import type { Store } from '#lib/store.ts'
import type { Completing, Offered } from './completion.tsx'
import { formatOf } from './formats.ts'
import { useCarrying } from './use-carrying.ts'
import { enterSends, grow, isComposing, rewrite, selectedIn } from './writing.ts'

/** The first key asks for it, should it not be here yet. Without it one writes as before. */
const Completion = later(part('Completion'))

type Props = {
  field: RefObject<HTMLTextAreaElement | null>
  label: string
  placeholder?: string
  /** Where what is written is kept. */
  store: Store<Written>
  onWritten?: (text: string) => void
  /** Enter where it sends: not with Shift, in code, on a touch keyboard or while an input method composes. */
  onEnter: () => void
  /** Every key that meant nothing to the text. */
  onKey: (event: KeyboardEvent) => void
  className: string
  /** Whether a text that begins with "/" may be a command. */
  commands?: boolean
}

/** A field for Markdown: completes names and emoji, formats by keys, goes on with lists. */
export function WritingField({
  field,
  label,
  placeholder,
  store,
  onWritten,
  onEnter,
  onKey,
  className,
  commands = false,
}: Props) {
  const written = useStore(store)
  const { text } = written
  const writing = useMemo(() => createWriting(store), [store])
  const carrying = useCarrying(store, writing)
  const completion = useRef<Completing>(null)
  const [offered, setOffered] = useState<Offered | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => grow(field.current), [text])

  const key = (event: KeyboardEvent) => {
    const area = field.current
    if (!area || isComposing(event) || completion.current?.pressed(event)) return
    const format = formatOf(event)
    if (format) {
      event.preventDefault()
      rewrite(area, formatted(selectedIn(area), format))
    } else if (event.key !== 'Enter') onKey(event)
    else if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      onEnter()
    } else if (isInCode(area.value, area.selectionStart)) return
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

  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const area = field.current
    if (carrying.pasted(event)) return
    const pasted = event.clipboardData.getData('text/plain').trim()
    if (!area || area.selectionStart === area.selectionEnd || !mayBeAddress(pasted)) return
    event.preventDefault()
    void load(() => import('#lib/messages/browser/pasted-link.ts')).then(({ linkedTo, replaced }) => {
      const selected = selectedIn(area)
      rewrite(area, linkedTo(selected, pasted) ?? replaced(selected, pasted))
    })
  }

  return (
    <div className="relative min-w-0 flex-1 sm:@max-sm:order-first sm:@max-sm:basis-full">
      <Completion
        wanted={false}
        handle={completion}
        written={written}
        writing={writing}
        field={field}
        commands={commands}
        onOffer={setOffered}
      />
      <textarea
        ref={field}
        aria-label={label}
        placeholder={placeholder}
        dir="auto"
        rows={1}
        value={text}
        onChange={({ currentTarget: { value, selectionEnd }, nativeEvent }) => {
          const kind = nativeEvent instanceof InputEvent ? nativeEvent.inputType : ''
          writing.typed(value, selectionEnd, kind)
          if (kind === 'insertFromDrop') carrying.landed(selectionEnd)
          onWritten?.(value)
          completion.current?.moved()
        }}
        onCopy={carrying.copied}
        onCut={carrying.copied}
        onDragStart={carrying.taken}
        onDrop={carrying.dropped}
        onSelect={() => completion.current?.moved()}
        onBlur={() => completion.current?.leave()}
        onKeyDown={key}
        onPaste={paste}
        aria-autocomplete="list"
        aria-controls={offered?.list}
        aria-activedescendant={offered?.meant}
        className={className}
      />
    </div>
  )
}
