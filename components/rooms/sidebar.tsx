'use client'

import { Plus } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { AccountMenu } from '#components/accounts/account-menu.tsx'
import { Mark } from '#components/ui/brand.tsx'
import { byName } from '#lib/rooms/browser/unread.ts'
import { CreateRoom } from './create-room.tsx'
import { RoomLink } from './room-link.tsx'
import { useJoinedRooms, useViewer } from './roster-context.tsx'
import { SidebarLinks } from './sidebar-links.tsx'

/** The rooms joined, in an order that does not move, with what happened in them meanwhile. */
export function Sidebar() {
  const pathname = usePathname()
  const viewer = useViewer()
  const rooms = byName(useJoinedRooms())
  const [creating, setCreating] = useState(false)
  return (
    <nav aria-label="Rooms" className="corridor flex h-full w-68 shrink-0 flex-col max-md:hidden">
      <div className="flex h-15 items-center gap-2.5 px-4 font-semibold text-lg">
        <Mark className="h-6" />
        Rooms
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-2 pb-4">
        <SidebarLinks />
        <ul className="flex flex-col gap-0.5">
          {rooms.map((room) => (
            <li key={room.id}>
              <RoomLink room={room} current={pathname === `/rooms/${room.id}`} />
            </li>
          ))}
        </ul>
        {rooms.length === 0 && (
          <p className="px-2 text-corridor-soft text-sm">
            You are in no room yet. Make one, or join one of All rooms.
          </p>
        )}
      </div>
      <div className="flex items-center justify-between gap-2 border-corridor-line border-t p-2">
        <AccountMenu />
        {viewer.role !== 'guest' && (
          <button
            type="button"
            aria-label="New room"
            onClick={() => setCreating(true)}
            className="inline-flex size-9 items-center justify-center rounded-lg text-corridor-soft hover:bg-corridor-raised hover:text-corridor-ink"
          >
            <Plus size={18} aria-hidden />
          </button>
        )}
      </div>
      <CreateRoom open={creating} onOpenChange={setCreating} />
    </nav>
  )
}
