import type { ReactNode } from 'react'
import { cx } from './classes.ts'

const looks = {
  accent: 'bg-accent text-on-accent',
  plain: 'bg-sunken text-ink-soft',
  danger: 'bg-danger text-on-danger',
}

export function Badge({ look = 'plain', children }: { look?: keyof typeof looks; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex h-5 min-w-5 shrink-0 items-center justify-center gap-1 whitespace-nowrap rounded-full px-1.5 font-semibold text-xs tabular-nums',
        looks[look],
      )}
    >
      {children}
    </span>
  )
}
