'use client'

import { Phone } from 'lucide-react'
import Link from 'next/link'
import { cx } from '#components/ui/classes.ts'
import { roomName } from '#lib/rooms/browser/name.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { RoomDoor } from './room-door.tsx'
import { useEnterRoom } from './use-enter-room.ts'

/** What the badges say, for people who hear them: ", 3 unread, 1 mention, 2 in a call". */
const spoken = (room: Room): string =>
  [
    '',
    room.unreadCount > 0 && `${room.unreadCount} unread`,
    room.mentionCount > 0 && `${room.mentionCount} ${room.mentionCount === 1 ? 'mention' : 'mentions'}`,
    room.callParticipantCount > 0 && `${room.callParticipantCount} in a call`,
  ]
    .filter((part) => part !== false)
    .join(', ')

/** A room in the sidebar. */
export function RoomLink({ room, current }: { room: Room; current: boolean }) {
  const unread = room.unreadCount > 0 && !current
  const { fromMemory } = useEnterRoom()
  return (
    <Link
      href={`/rooms/${room.id}`}
      onNavigate={(event) => {
        if (fromMemory(room.id)) event.preventDefault()
      }}
      aria-current={current ? 'page' : undefined}
      data-unread={room.unreadCount}
      className={cx(
        'flex items-center gap-2.5 rounded-lg px-2 py-1.5 transition-colors hover:bg-corridor-raised',
        current && 'bg-corridor-raised',
        current || unread ? 'text-corridor-ink' : 'text-corridor-soft',
        unread && 'font-semibold',
      )}
    >
      <RoomDoor room={room} className={cx(!current && !unread && 'opacity-70')} />
      <span className="min-w-0 flex-1 truncate">
        {roomName(room)}
        <span className="sr-only">{spoken(room)}</span>
      </span>
      {room.callParticipantCount > 0 && (
        <span aria-hidden className="flex items-center gap-1 text-accent text-xs tabular-nums">
          <Phone size={12} className="animate-lit" />
          {room.callParticipantCount}
        </span>
      )}
      {unread && room.mentionCount === 0 && (
        <span
          aria-hidden
          className="rounded-full bg-corridor-raised px-1.5 text-corridor-ink text-xs tabular-nums"
        >
          {room.unreadCount > 99 ? '99+' : room.unreadCount}
        </span>
      )}
      {unread && room.mentionCount > 0 && (
        <span aria-hidden className="rounded-full bg-accent px-1.5 text-on-accent text-xs tabular-nums">
          @{room.mentionCount}
        </span>
      )}
    </Link>
  )
}
