import type { ReactNode } from 'react'

/** A failure that stays until it is dealt with, announced when it appears. */
export function Alert({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="rounded-lg bg-danger-wash px-3 py-2 text-danger-text text-sm">
      {children}
    </div>
  )
}
