import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { type ComponentProps, type ReactNode, useLayoutEffect, useState } from 'react'
import { cx } from './classes.ts'
import type { ButtonProps, Opening } from './opening.ts'
import { itemClass, popupSurface } from './popup.ts'

export const MenuRoot = Base.Root
export const MenuTrigger = Base.Trigger
export const createMenuHandle = Base.createHandle

type ForProps<Payload> = Omit<Base.Root.Props<Payload>, 'handle'> & { opening: Opening<Payload> }

/** The menu of buttons that were there before it (`OpenButton`). */
export function MenuFor<Payload>({ opening, ...rest }: ForProps<Payload>) {
  const [handle] = useState(() => Base.createHandle<Payload>())
  useLayoutEffect(() => {
    const Trigger = (props: ButtonProps<Payload>) => <Base.Trigger {...props} handle={handle} />
    return opening.come({ Trigger, open: (id) => handle.open(id), close: () => handle.close() })
  }, [opening, handle])
  return <Base.Root handle={handle} {...rest} />
}

type PopupProps = {
  children: ReactNode
  side?: 'top' | 'bottom'
  align?: 'start' | 'end'
  finalFocus?: ComponentProps<typeof Base.Popup>['finalFocus']
}

export function MenuPopup({ children, side = 'bottom', align = 'end', finalFocus }: PopupProps) {
  return (
    <Base.Portal>
      <Base.Positioner side={side} align={align} sideOffset={6} className="z-50 outline-none">
        <Base.Popup
          className={cx(popupSurface, 'min-w-48 p-1.5')}
          {...(finalFocus !== undefined && { finalFocus })}
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

type ItemProps = { icon?: ReactNode; danger?: boolean; onClick: () => void; children: ReactNode }

export function MenuItem({ icon, danger, onClick, children }: ItemProps) {
  return (
    <Base.Item onClick={onClick} className={cx(itemClass, danger && 'text-danger-text')}>
      {icon}
      {children}
    </Base.Item>
  )
}

/** An item that is only a sign, for rows of them. */
export function MenuSign({
  label,
  onClick,
  children,
}: {
  label: string
  onClick: () => void
  children: ReactNode
}) {
  return (
    <Base.Item
      aria-label={label}
      onClick={onClick}
      className={cx(itemClass, 'h-9 flex-1 justify-center text-lg')}
    >
      {children}
    </Base.Item>
  )
}

export function MenuLink({
  icon,
  render,
  children,
}: {
  icon?: ReactNode
  render: ComponentProps<typeof Base.LinkItem>['render']
  children: ReactNode
}) {
  return (
    <Base.LinkItem {...(render && { render })} closeOnClick className={itemClass}>
      {icon}
      {children}
    </Base.LinkItem>
  )
}

type ChoiceProps<V extends string> = {
  label: string
  value: V
  options: readonly { value: V; label: string }[]
  onChange: (value: V) => void
}

/** One of several, with a mark at the one that holds. */
export function MenuChoice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-1 pb-0.5 text-ink-soft text-sm">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next) => onChange(next as V)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} closeOnClick className={itemClass}>
            <span className="inline-flex w-4">
              <Base.RadioItemIndicator>
                <Check size={16} aria-hidden />
              </Base.RadioItemIndicator>
            </span>
            {option.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="my-1.5 h-px bg-line" />
}
