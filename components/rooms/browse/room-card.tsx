'use client'

import { Phone, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTimes } from '#components/messages/list/use-times.ts'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { useDraftedRooms } from '#components/rooms/sidebar/use-drafted-rooms.ts'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { say } from '#components/ui/toast.ts'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { joinRoom } from '#lib/rooms/actions.ts'
import { lastActive } from '#lib/rooms/browser/order.ts'
import { asking } from '#lib/rooms/browser/unread.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { RoomDoor } from './room-door.tsx'

/** A room in the list of all rooms. */
export function RoomCard({ room }: { room: Room }) {
  const t = useTranslations()
  const myRooms = useMyRooms()
  const { enter } = useEnterRoom()
  const reply = useReply(joinRoom)
  const name = useRoomName()(room)
  const times = useTimes()
  const hydrated = useHydrated()
  const drafted = useDraftedRooms().has(room.id)
  const isDirect = room.visibility === 'direct'
  // Who is in a direct room is its name.
  const about = isDirect ? '' : t('rooms.browse.madeBy', { name: room.creator.name })
  return (
    <li className="relative flex items-center gap-4 rounded-xl border border-line bg-raised p-4 transition-colors hover:border-line-strong">
      <RoomDoor room={room} size="large" />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          {/* The link covers the card, so that all of it can be pressed. */}
          <PlaceLink
            href={`/rooms/${room.id}`}
            className="min-w-0 truncate font-semibold after:absolute after:inset-0"
          >
            <bdi>{name}</bdi>
          </PlaceLink>
          {asking(room) > 0 && (
            <Badge look={room.mentionCount > 0 || isDirect ? 'accent' : 'plain'}>
              {room.mentionCount > 0 ? `@${room.mentionCount}` : asking(room)}
            </Badge>
          )}
          {!room.isActive && <Badge>{t('rooms.archived')}</Badge>}
          {drafted && <Badge>{t('rooms.sidebar.draft')}</Badge>}
          {room.role !== null && hydrated && (
            <time dateTime={lastActive(room)} className="ms-auto shrink-0 text-ink-soft text-xs">
              {times.short(lastActive(room))}
            </time>
          )}
        </div>
        <p className="truncate text-ink-soft text-sm empty:hidden">
          {(room.description || about) && <bdi>{room.description || about}</bdi>}
        </p>
        <p className="mt-1 flex items-center gap-3 text-ink-soft text-xs">
          {!isDirect && (
            <span className="flex items-center gap-1">
              <Users size={12} aria-hidden />
              {t('rooms.members', { count: room.memberCount })}
            </span>
          )}
          {room.callParticipantCount > 0 && (
            <span className="flex items-center gap-1 font-medium text-accent-text">
              <Phone size={12} aria-hidden />
              {t('rooms.inCall', { count: room.callParticipantCount })}
            </span>
          )}
        </p>
      </div>
      {room.role === null && room.isActive && (
        <Button
          size="small"
          busy={reply.busy}
          aria-label={t('rooms.browse.joinOf', { room: name })}
          className="relative"
          onClick={() =>
            reply.run({ roomId: room.id }, (joined) => {
              myRooms.put(joined)
              say(t('rooms.browse.nowIn', { room: joined.name }))
              enter(joined.id)
            })
          }
        >
          {t('rooms.browse.join')}
        </Button>
      )}
      {reply.general && (
        <span role="alert" className="text-danger-text text-sm">
          {reply.general}
        </span>
      )}
    </li>
  )
}
