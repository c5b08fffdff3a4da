'use client'

import { MessageCircle, Phone, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTimes } from '#components/messages/list/use-times.ts'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { useDraftedRooms } from '#components/rooms/sidebar/use-drafted-rooms.ts'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/classes.ts'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { say } from '#components/ui/toast.ts'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { useReply } from '#components/ui/use-reply.ts'
import type { Message } from '#lib/messages/schema.ts'
import { joinRoom } from '#lib/rooms/actions.ts'
import { lastActive } from '#lib/rooms/browser/order.ts'
import { asking } from '#lib/rooms/browser/unread.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { LastWords } from './last-words.tsx'
import { RoomDoor } from './room-door.tsx'
import { useUnsent } from './use-unsent.ts'

/** `said`: what was said last in it, where that is known. */
type Props = { room: Room; said?: Message | undefined }

/** A room in the list of all rooms; one that somebody is in as the conversation that it is. */
export function RoomCard({ room, said }: Props) {
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
  const unsent = useUnsent(room.id)
  const isQuoted = room.role !== null && (said !== undefined || unsent !== undefined)
  return (
    <li className="relative flex items-center gap-3 rounded-xl border border-line bg-raised p-3 transition-colors hover:border-line-strong sm:gap-4 sm:p-4">
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
          {!room.isActive && <Badge>{t('rooms.archived')}</Badge>}
          {room.role !== null && hydrated && (
            <time dateTime={lastActive(room)} className="ms-auto shrink-0 text-ink-soft text-xs">
              {times.short(lastActive(room))}
            </time>
          )}
        </div>
        <div className="flex items-center gap-2 sm:min-h-5">
          <p dir="auto" className="min-w-0 flex-1 truncate text-ink-soft text-sm">
            {isQuoted ? (
              <LastWords room={room} said={said} unsent={unsent} />
            ) : (
              <bdi>{room.description || about}</bdi>
            )}
          </p>
          {drafted && <Badge>{t('rooms.sidebar.draft')}</Badge>}
          {room.callParticipantCount > 0 && (
            <span className="flex shrink-0 items-center gap-1 font-medium text-accent-text text-xs">
              <Phone size={12} aria-hidden className="animate-lit" />
              {t('rooms.inCall', { count: room.callParticipantCount })}
            </span>
          )}
          {asking(room) > 0 && (
            <Badge look={room.mentionCount > 0 || isDirect ? 'accent' : 'plain'}>
              {room.mentionCount > 0 ? `@${room.mentionCount}` : asking(room)}
            </Badge>
          )}
        </div>
        <p className={cx('mt-1 flex items-center gap-1 text-ink-soft text-xs', isQuoted && 'max-sm:hidden')}>
          {isDirect ? <MessageCircle size={12} aria-hidden /> : <Users size={12} aria-hidden />}
          {isDirect ? t('rooms.direct') : t('rooms.members', { count: room.memberCount })}
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
