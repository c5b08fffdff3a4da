import { Dialog as Base } from '@base-ui/react/dialog'
import { type ReactNode, useRef } from 'react'
import { backdropClass } from './dialog.tsx'

type Props = { open: boolean; onOpenChange: (open: boolean) => void; title: string; children: ReactNode }

/**
 * A box near the top of the page to type into. It is there at once:
 * no transition stands before the first key.
 */
export function Palette({ open, onOpenChange, title, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  // Left alone, the focus would move a frame later: a letter typed in that
  // frame would go to what is behind the box.
  const focusField = () => {
    const field = box.current?.querySelector('input') ?? null
    field?.focus()
    return field
  }
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Viewport className="fixed inset-0 z-40 flex items-start justify-center p-4 pt-[12dvh]">
          <Base.Popup
            ref={box}
            initialFocus={focusField}
            className="flex max-h-[70dvh] w-full max-w-xl flex-col overflow-hidden rounded-2xl border border-line bg-raised text-ink shadow-raised outline-none"
          >
            <Base.Title className="sr-only">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
