'use client'

import { BellOff, CircleAlert, Clock, EllipsisVertical, Pencil, Phone } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { LateStatus } from '#components/accounts/status/late-status.tsx'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { useUnsent } from '#components/rooms/browse/use-unsent.ts'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { cx } from '#components/ui/classes.ts'
import { OpenButton } from '#components/ui/open-button.tsx'
import { createOpening } from '#components/ui/opening.ts'
import { PlaceLink } from '#components/ui/place-link.tsx'
import type { Pending } from '#lib/messages/browser/outbox.ts'
import { asking } from '#lib/rooms/browser/unread.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { isolated } from '#lib/text/isolate.ts'
import type { Translate } from '#lib/words/translate.ts'

/** One menu serves all rooms of the sidebar: it acts on the one whose trigger opened it. */
export const roomOptions = createOpening<string>('menu')

/** What the badges say, for people who hear them: 3 unread, 1 mention, 2 in a call. */
const spoken = (t: Translate, room: Room, drafted: boolean, unsent: Pending | undefined): string[] =>
  [
    room.level === 'nothing' && t('rooms.sidebar.muted'),
    room.level === 'everything' && room.unreadCount > 0 && t('rooms.unread', { count: room.unreadCount }),
    room.level !== 'nothing' &&
      room.mentionCount > 0 &&
      t('rooms.sidebar.mentions', { count: room.mentionCount }),
    room.callParticipantCount > 0 && t('rooms.inCall', { count: room.callParticipantCount }),
    drafted && t('rooms.sidebar.draft'),
    unsent && t(unsent.refused ? 'rooms.sidebar.refused' : 'rooms.sidebar.unsent'),
  ].filter((part) => typeof part === 'string')

const unit = { type: 'unit' } as const

type Props = {
  room: Room
  current: boolean
  /** Something begun there waits to be sent. */
  drafted: boolean
  /** Of the list's item it is. */
  item: ComponentProps<'li'> & { 'data-row': string }
}

/**
 * A room in the sidebar. Its options open from the button, from a right
 * click, and from the keyboard's menu key.
 */
export function RoomLink({ room, current, drafted, item }: Props) {
  const t = useTranslations()
  const { list } = useFormatter()
  const name = useRoomName()(room)
  const unsent = useUnsent(room.id)
  const facts = spoken(t, room, drafted && !current, unsent)
  const [person, ...others] = room.people ?? []
  const inCall = room.callPeople.map((person) => isolated(person.name))
  const unread = asking(room) > 0 && !current
  const optionsId = `options-${room.id}`
  return (
    <li {...item} className="group relative">
      <PlaceLink
        href={`/rooms/${room.id}`}
        aria-current={current ? 'page' : undefined}
        data-unread={room.unreadCount}
        title={inCall.length > 0 ? t('rooms.inCallAre', { people: list(inCall, unit) }) : undefined}
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
          <bdi>{name}</bdi>
          <span className="sr-only">
            {facts.length > 0 && t('rooms.sidebar.state', { facts: list(facts, unit) })}
          </span>
        </span>
        {person && others.length === 0 && <LateStatus userId={person.id} />}
        {drafted && !current && <Pencil size={12} aria-hidden />}
        {unsent && (unsent.refused ? <CircleAlert size={12} aria-hidden /> : <Clock size={12} aria-hidden />)}
        <Badges room={room} unread={unread} />
      </PlaceLink>
      <OpenButton
        opening={roomOptions}
        id={optionsId}
        payload={room.id}
        tabIndex={-1}
        aria-label={t('rooms.sidebar.options', { room: name })}
        className="absolute inset-y-0 end-0 inline-flex w-8 items-center justify-center rounded-lg bg-corridor-raised text-corridor-soft opacity-0 hover:text-corridor-ink group-hover:opacity-100 data-popup-open:opacity-100"
      >
        <EllipsisVertical size={16} aria-hidden />
      </OpenButton>
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
          className={cx(
            'rounded-full px-1.5 text-xs tabular-nums',
            // What is said to oneself alone asks for an answer, as a mention does.
            room.visibility === 'direct'
              ? 'bg-accent text-on-accent'
              : 'bg-corridor-raised text-corridor-ink',
          )}
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
