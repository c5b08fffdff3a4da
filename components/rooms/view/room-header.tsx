'use client'

import { Pin, Users, Video } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { LateStatus } from '#components/accounts/status/late-status.tsx'
import { BackToRooms } from '#components/rooms/back-to-rooms.tsx'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/classes.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import type { CallState } from '#lib/calls/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { isolated } from '#lib/text/isolate.ts'
import { NoCallButton } from './no-call-button.tsx'
import { RoomMenu } from './room-menu.tsx'
import type { Panels } from './side-panel.tsx'

type Props = {
  room: Room
  call: CallState | null
  /** Who of the room is there. */
  online?: ReadonlySet<string>
  /** Opens the call; missing while it is open, and where there can be none. */
  onCall?: () => void
  panels: Panels
}

export function RoomHeader({ room, call, online, onCall, panels }: Props) {
  const t = useTranslations()
  const [person, ...others] = room.people ?? []
  const isThere = person && others.length === 0 ? online?.has(person.id) : undefined
  const roomName = useRoomName()
  return (
    <header className="flex h-15 shrink-0 items-center gap-2 border-line border-b px-2 sm:px-4">
      <BackToRooms />
      <RoomDoor room={room} className="mx-1" online={isThere} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <h1 className="truncate font-semibold leading-tight">
            <bdi>{roomName(room)}</bdi>
          </h1>
          {person && others.length === 0 && <LateStatus userId={person.id} />}
          {!room.isActive && <Badge>{t('rooms.archived')}</Badge>}
        </div>
        {isThere && <p className="truncate text-ink-soft text-xs">{t('rooms.header.online')}</p>}
        {room.description && (
          <p className="truncate text-ink-soft text-xs">
            <bdi>{room.description}</bdi>
          </p>
        )}
      </div>
      {room.type === 'video' && <InCall call={call} besides={onCall !== undefined} />}
      {onCall && (
        <Button look="primary" size="small" onClick={onCall}>
          <Video size={16} aria-hidden />
          {call ? t('rooms.header.join') : t('rooms.header.call')}
        </Button>
      )}
      {room.type === 'chat' && room.isActive && <NoCallButton room={room} />}
      <IconButton
        label={t('rooms.panels.pins.title')}
        className="max-sm:hidden"
        aria-pressed={panels.shown === 'pins'}
        onClick={() => (panels.shown === 'pins' ? panels.close() : panels.show('pins'))}
      >
        <Pin size={18} aria-hidden />
      </IconButton>
      <IconButton
        label={t('rooms.panels.members.title')}
        aria-pressed={panels.shown === 'members'}
        onClick={() => (panels.shown === 'members' ? panels.close() : panels.show('members'))}
      >
        <Users size={18} aria-hidden />
      </IconButton>
      <RoomMenu room={room} onPins={() => panels.show('pins')} />
    </header>
  )
}

const faces = 3

/** Who is in the call now. On a phone the room's name has its place where a button says that there is one. */
function InCall({ call, besides }: { call: CallState | null; besides: boolean }) {
  const t = useTranslations()
  const { list } = useFormatter()
  if (!call) return null
  const people = call.participants
  const names = list(
    people.map((one) => isolated(one.name)),
    { type: 'unit' },
  )
  return (
    <p className={cx('flex items-center gap-1.5 text-sm', besides && 'max-sm:sr-only')} title={names}>
      <span className="-space-x-1.5 flex max-sm:hidden">
        {people.slice(0, faces).map((one) => (
          <Avatar key={one.participantId} person={{ ...one, id: one.userId }} size="small" />
        ))}
      </span>
      <span className="text-ink-soft">
        <span aria-hidden>{t('rooms.header.inCall', { count: people.length })}</span>
        <span className="sr-only">{t('rooms.inCallAre', { people: names })}</span>
      </span>
    </p>
  )
}
