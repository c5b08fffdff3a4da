import type { ReactNode } from 'react'
import { BackToRooms } from './back-to-rooms.tsx'

/** A page that lists something out of all rooms. `heading`: what stands beside the way back. */
export function ListPage({ heading, children }: { heading: ReactNode; children: ReactNode }) {
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 p-4 sm:p-8">
        <div className="flex items-center gap-2">
          <BackToRooms />
          {heading}
        </div>
        {children}
      </div>
    </div>
  )
}

/** The heading of a page that lists one thing. */
export const ListTitle = ({ children }: { children: string }) => (
  <h1 className="font-semibold text-xl tracking-tight">{children}</h1>
)
