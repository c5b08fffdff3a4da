import { Popover as Base } from '@base-ui/react/popover'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './classes.ts'
import { popupSurface } from './popup.ts'

export const PopoverRoot = Base.Root
export const PopoverTrigger = Base.Trigger
export const createPopoverHandle = Base.createHandle

type Props = {
  label: string
  finalFocus?: ComponentProps<typeof Base.Popup>['finalFocus']
  children: ReactNode
}

export function PopoverPopup({ label, finalFocus, children }: Props) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={6} align="end" className="z-50">
        <Base.Popup
          aria-label={label}
          className={cx(popupSurface, 'p-2')}
          {...(finalFocus !== undefined && { finalFocus })}
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}
