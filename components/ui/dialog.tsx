import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { iconButtonClass } from './icon-button.tsx'

export const backdropClass =
  'fixed inset-0 z-40 bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0'
export const popupClass =
  'relative w-full max-w-md rounded-2xl border border-line bg-raised p-6 text-ink shadow-raised outline-none transition-[opacity,scale] data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0'
/* Scrolls as a whole, so that a tall form stays reachable above a phone's keyboard. */
export const viewportClass = 'fixed inset-0 z-40 grid place-items-center overflow-y-auto p-4'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: string
  children: ReactNode
}

export function Dialog({ open, onOpenChange, title, description, children }: Props) {
  const t = useTranslations()
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Viewport className={viewportClass}>
          <Base.Popup className={popupClass}>
            <div className="mb-4 pe-10">
              <Base.Title className="font-semibold text-lg">{title}</Base.Title>
              {description && (
                <Base.Description className="mt-1 text-ink-soft text-sm">{description}</Base.Description>
              )}
            </div>
            {children}
            {/* The last one: the first that can be typed into or pressed has the focus. */}
            <Base.Close
              aria-label={t('common.close')}
              className={`${iconButtonClass} absolute end-4 top-4.5`}
            >
              <X size={18} aria-hidden />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
