import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { backdropClass } from './dialog.tsx'

type Props = { open: boolean; onOpenChange: (open: boolean) => void; title: string; children: ReactNode }

/** A box near the top of the page to type into. It is there at once: no transition stands before the first key. */
export function Palette({ open, onOpenChange, title, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Viewport className="fixed inset-0 z-40 flex items-start justify-center p-4 pt-[12dvh]">
          <Base.Popup className="flex max-h-[70dvh] w-full max-w-xl flex-col overflow-hidden rounded-2xl border border-line bg-raised text-ink shadow-raised outline-none">
            <Base.Title className="sr-only">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
