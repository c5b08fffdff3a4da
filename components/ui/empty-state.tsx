import type { ReactNode } from 'react'

type Props = {
  icon: ReactNode
  title: string
  /** It is all there is on the page, so its title is the page's. */
  alone?: boolean
  children?: ReactNode
  action?: ReactNode
}

/** What stands where a list has nothing to show: what this place is for, and the next step. */
export function EmptyState({ icon, title, alone, children, action }: Props) {
  const Title = alone ? 'h1' : 'h2'
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span
        aria-hidden
        className="flex h-16 w-12 items-end justify-center rounded-door bg-accent-wash pb-3 text-accent-text"
      >
        {icon}
      </span>
      <Title className="font-semibold text-lg">{title}</Title>
      {children && <p className="max-w-prose text-ink-soft">{children}</p>}
      {action}
    </div>
  )
}
