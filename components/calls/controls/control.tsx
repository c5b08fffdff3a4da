import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/classes.ts'
import { tipped } from '#components/ui/tipped.ts'

type Look = 'on' | 'off' | 'active' | 'danger'
const looks: Record<Look, string> = {
  on: 'bg-corridor-raised text-corridor-ink hover:bg-corridor-line',
  off: 'bg-corridor-ink text-corridor hover:bg-corridor-soft',
  active: 'bg-accent text-on-accent hover:bg-accent-strong',
  danger: 'bg-danger text-on-danger hover:brightness-110',
}

/** All of them stay in one row: on a phone each gives way a little. */
export const controlClass = (look: Look): string =>
  cx(
    'inline-flex aspect-square w-10 min-w-0 @md:w-12 items-center justify-center rounded-full transition-colors',
    looks[look],
  )

type Props = { label: string; shortcut?: string; look?: Look; onClick: () => void; children: ReactNode }

/** One round button of a call. Its name says what a press does. */
export function Control({ label, shortcut, look = 'on', onClick, children }: Props) {
  const t = useTranslations()
  return (
    <button
      type="button"
      {...tipped(shortcut ? t('calls.controls.withKey', { label, key: shortcut }) : label)}
      aria-label={label}
      {...(shortcut && { 'aria-keyshortcuts': shortcut })}
      onClick={(event) => {
        // After a press of the pointer the space bar is for talking again, not for this button.
        if (event.detail > 0) event.currentTarget.blur()
        onClick()
      }}
      className={controlClass(look)}
    >
      {children}
    </button>
  )
}
