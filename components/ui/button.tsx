import type { ComponentProps, SyntheticEvent } from 'react'
import { cx } from './classes.ts'
import { Spinner } from './spinner.tsx'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-line bg-raised text-ink hover:bg-sunken',
  quiet: 'text-ink-soft hover:bg-sunken hover:text-ink',
  danger: 'bg-danger text-on-danger hover:brightness-110',
}

/** Looks for what is not a button, such as a link that should look like one. */
export const buttonClass = (look: Look = 'plain', size: 'small' | 'medium' = 'medium'): string =>
  cx(
    'inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-lg font-medium',
    'transition-colors disabled:opacity-55 aria-disabled:opacity-55',
    size === 'small' ? 'h-8 px-3 text-sm' : 'h-10 px-4 text-base',
    looks[look],
  )

type Props = ComponentProps<'button'> & {
  look?: Look
  size?: 'small' | 'medium'
  /** Shows that it is working, and ignores presses meanwhile without losing the focus. */
  busy?: boolean
}

export function Button({ look, size, busy = false, className, children, ...rest }: Props) {
  return (
    <button type="button" {...rest} {...(busy && working)} className={cx(buttonClass(look, size), className)}>
      {busy && <Spinner />}
      {children}
    </button>
  )
}

const working = {
  disabled: false,
  'aria-disabled': true,
  // Nor does it send a form.
  onClick: (event: SyntheticEvent) => event.preventDefault(),
}
