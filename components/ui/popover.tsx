import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './classes.ts'
import { popupSurface } from './popup.ts'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  trigger: ReactElement
  label: string
  children: ReactNode
}

export function Popover({ open, onOpenChange, trigger, label, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="end" className="z-50">
          <Base.Popup aria-label={label} className={cx(popupSurface, 'p-2')}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
