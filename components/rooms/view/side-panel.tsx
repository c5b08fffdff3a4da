'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useEffect } from 'react'
import { cx } from '#components/ui/classes.ts'
import { IconButton } from '#components/ui/icon-button.tsx'

/** What the side of a room shows: one thing at a time, and nothing until it is asked for. */
/** `reply`: the one of a thread that is to be shown, by its seq. */
export type Panel = 'members' | 'pins' | { thread: string; reply: number | null }
export type Panels = { shown: Panel | null; show: (panel: Panel) => void; close: () => void }

/**
 * The frame of whatever stands at the side of a room. Escape closes it,
 * and the focus goes back to where it was.
 */
export function SidePanel({
  kind,
  onClose,
  wide = false,
  tools,
  children,
}: {
  kind: 'members' | 'pins' | 'thread'
  onClose: () => void
  /** For what is read rather than looked up. */
  wide?: boolean
  /** What stands beside the button that closes it. */
  tools?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations()
  const title = t(`rooms.panels.${kind}.title`)
  useEffect(() => {
    const before = document.activeElement
    return () => {
      // It went away with the panel.
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
    }
  }, [])
  const pressed = (event: KeyboardEvent) => {
    // What is written, and menus that open from here, have an Escape of their own.
    const isOwn = event.currentTarget.contains(event.target as Node)
    const isWriting = event.target instanceof HTMLTextAreaElement
    if (event.key === 'Escape' && isOwn && !isWriting && !event.defaultPrevented) onClose()
  }
  return (
    <aside
      aria-label={title}
      onKeyDown={pressed}
      className={cx(
        wide ? 'w-96' : 'w-80',
        'flex shrink-0 flex-col border-line border-s bg-paper max-lg:absolute max-lg:inset-y-0 max-lg:end-0 max-lg:z-30 max-lg:shadow-raised max-sm:w-full',
      )}
    >
      <div className="flex h-15 shrink-0 items-center justify-between border-line border-b pe-2 ps-4">
        <h2 className="me-auto font-semibold">{title}</h2>
        {tools}
        <IconButton label={t(`rooms.panels.${kind}.close`)} onClick={onClose}>
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      {children}
    </aside>
  )
}
