import type { ReactNode } from 'react'

/** One line above the stage. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-accent-wash px-4 py-2 text-ink text-sm"
    >
      {children}
    </div>
  )
}
