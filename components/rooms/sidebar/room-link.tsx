'use client'

import { BellOff, EllipsisVertical, Pencil, Phone } from 'lucide-react'
import Link from 'next/link'
import type { ComponentProps } from 'react'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { canReach } from '#components/rooms/reach.ts'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { cx } from '#components/ui/classes.ts'
import { createMenuHandle, MenuTrigger } from '#components/ui/menu.tsx'
import { asking } from '#lib/rooms/browser/unread.ts'
import { roomName } from '#lib/rooms/name.ts'
import type { Room } from '#lib/rooms/schema.ts'

/** One menu serves all rooms of the sidebar: it acts on the one whose trigger opened it. */
export const roomOptions = createMenuHandle<string>()

/** What the badges say, for people who hear them: ", 3 unread, 1 mention, 2 in a call". */
const spoken = (room: Room): string =>
  [
    '',
    room.level === 'nothing' && 'muted',
    room.level === 'everything' && room.unreadCount > 0 && `${room.unreadCount} unread`,
    room.level !== 'nothing' &&
      room.mentionCount > 0 &&
      `${room.mentionCount} ${room.mentionCount === 1 ? 'mention' : 'mentions'}`,
    room.callParticipantCount > 0 && `${room.callParticipantCount} in a call`,
  ]
    .filter((part) => part !== false)
    .join(', ')

const inCall = ({ callPeople }: Room): string | undefined =>
  callPeople.length > 0 ? `In the call: ${callPeople.map(({ name }) => name).join(', ')}` : undefined

type Props = {
  room: Room
  current: boolean
  /** Something begun there waits to be sent. */
  drafted: boolean
  /** Of the list's item it is. */
  item: ComponentProps<'li'> & { 'data-row': string }
}

/** A room in the sidebar. Its options open from the button, from a right click, and from the keyboard's menu key. */
export function RoomLink({ room, current, drafted, item }: Props) {
  const unread = asking(room) > 0 && !current
  const { fromMemory } = useEnterRoom()
  const optionsId = `options-${room.id}`
  return (
    <li {...item} className="group relative">
      <Link
        href={`/rooms/${room.id}`}
        onNavigate={(event) => {
          if (fromMemory(room.id) || !canReach()) event.preventDefault()
        }}
        aria-current={current ? 'page' : undefined}
        data-unread={room.unreadCount}
        title={inCall(room)}
        onContextMenu={(event) => {
          event.preventDefault()
          roomOptions.open(optionsId)
        }}
        className={cx(
          'flex items-center gap-2.5 rounded-lg px-2 py-1.5 transition-colors group-hover:bg-corridor-raised',
          current && 'bg-corridor-raised',
          current || unread ? 'text-corridor-ink' : 'text-corridor-soft',
          unread && 'font-semibold',
        )}
      >
        <RoomDoor room={room} className={cx(!current && !unread && 'opacity-70')} />
        <span className="min-w-0 flex-1 truncate">
          {roomName(room)}
          <span className="sr-only">
            {spoken(room)}
            {drafted && !current && ', draft'}
          </span>
        </span>
        {drafted && !current && <Pencil size={12} aria-hidden />}
        <Badges room={room} unread={unread} />
      </Link>
      <MenuTrigger
        handle={roomOptions}
        id={optionsId}
        payload={room.id}
        tabIndex={-1}
        aria-label={`Options for the room ${roomName(room)}`}
        className="absolute inset-y-0 end-0 inline-flex w-8 items-center justify-center rounded-lg bg-corridor-raised text-corridor-soft opacity-0 hover:text-corridor-ink group-hover:opacity-100 data-popup-open:opacity-100"
      >
        <EllipsisVertical size={16} aria-hidden />
      </MenuTrigger>
    </li>
  )
}

function Badges({ room, unread }: { room: Room; unread: boolean }) {
  return (
    // Where the button of the options comes up.
    <span className="flex items-center gap-1.5 group-hover:invisible group-has-data-popup-open:invisible">
      {room.callParticipantCount > 0 && (
        <span aria-hidden className="flex items-center gap-1 text-accent text-xs tabular-nums">
          <Phone size={12} className="animate-lit" />
          {room.callParticipantCount}
        </span>
      )}
      {room.level === 'nothing' && <BellOff size={12} aria-hidden />}
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
    </span>
  )
}
