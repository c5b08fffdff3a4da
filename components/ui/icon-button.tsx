import type { ComponentProps, ReactNode } from 'react'
import { cx } from './classes.ts'
import { tipped } from './tipped.ts'

export const iconButtonClass =
  'inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-pressed:bg-accent-wash aria-pressed:text-accent-text aria-expanded:bg-sunken disabled:opacity-50'

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  /** The name for assistive technology, and the tooltip for everybody else. */
  label: string
  /** What the tooltip adds, such as the key that does the same. */
  hint?: string
  children: ReactNode
}

export function IconButton({ label, hint, className, children, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      {...tipped(hint ? `${label} ${hint}` : label)}
      {...rest}
      className={cx(iconButtonClass, className)}
    >
      {children}
    </button>
  )
}
