'use client'

import { type KeyboardEvent, memo, type RefObject } from 'react'
import { EmojiSign } from '#components/emoji/emoji-sign.tsx'

type Section = { group: number; name: string; emoji: { emoji: string; label: string }[] }
type Props = { box: RefObject<HTMLDivElement | null>; children: Section[]; onPick: (emoji: string) => void }

const columns = 8
const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }

/** Emoji in rows under their headings. The arrow keys go through all of them. */
export function EmojiGrid({ box, children, onPick }: Props) {
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const all = [...(box.current?.querySelectorAll('button') ?? [])]
    const at = all.indexOf(event.target as HTMLButtonElement)
    all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus()
  }
  return (
    // The emoji inside take the focus; this only moves it among them.
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between emoji
    <div ref={box} onKeyDown={move} className="relative h-64 overflow-y-auto">
      {children.map(({ group, name, emoji }) => (
        <section
          key={group}
          data-group={group}
          aria-label={name}
          className="[contain-intrinsic-height:auto_20rem] [content-visibility:auto]"
        >
          <p className="px-1 py-1 font-medium text-ink-soft text-xs">{name}</p>
          <Buttons emoji={emoji} onPick={onPick} tabbable={group === -1} />
        </section>
      ))}
    </div>
  )
}

const Buttons = memo(function Buttons(props: {
  emoji: Section['emoji']
  onPick: (emoji: string) => void
  tabbable: boolean
}) {
  const { emoji, onPick, tabbable } = props
  return (
    <div className="grid grid-cols-8">
      {emoji.map((one, at) => (
        <button
          key={one.emoji}
          type="button"
          tabIndex={tabbable && at === 0 ? 0 : -1}
          aria-label={one.emoji}
          title={one.label}
          onClick={() => onPick(one.emoji)}
          className="inline-flex aspect-square items-center justify-center rounded-md text-lg hover:bg-sunken"
        >
          <EmojiSign sign={one.emoji} />
        </button>
      ))}
    </div>
  )
})
