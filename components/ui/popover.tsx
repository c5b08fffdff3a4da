import { Popover as Base } from '@base-ui/react/popover'
import { type ComponentProps, type ReactNode, useLayoutEffect, useState } from 'react'
import { cx } from './classes.ts'
import type { ButtonProps, Opening } from './opening.ts'
import { popupSurface } from './popup.ts'

export const PopoverRoot = Base.Root
export const PopoverTrigger = Base.Trigger

type ForProps<Payload> = Omit<Base.Root.Props<Payload>, 'handle'> & { opening: Opening<Payload> }

/** The popover of buttons that were there before it (`OpenButton`). */
export function PopoverFor<Payload>({ opening, ...rest }: ForProps<Payload>) {
  const [handle] = useState(() => Base.createHandle<Payload>())
  useLayoutEffect(() => {
    const Trigger = (props: ButtonProps<Payload>) => <Base.Trigger {...props} handle={handle} />
    return opening.come({ Trigger, open: (id) => handle.open(id), close: () => handle.close() })
  }, [opening, handle])
  return <Base.Root handle={handle} {...rest} />
}

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
