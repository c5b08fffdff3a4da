'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { cx } from '#components/ui/classes.ts'
import { itemClass } from '#components/ui/popup.ts'
import type { Destination } from '#lib/rooms/browser/destinations.ts'
import { asking } from '#lib/rooms/browser/unread.ts'

type Props = { id: string; destination: Destination; active: boolean; onChoose: () => void }

/** One place to go. The focus stays in the field, which names the active one. */
export function Choice({ id, destination, active, onChoose }: Props) {
  const t = useTranslations()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const { name, room, person } = destination
  const unread = room ? asking(room) : 0
  const isForViewer = room && (room.mentionCount > 0 || room.visibility === 'direct')
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
    <div
      ref={row}
      role="option"
      id={id}
      aria-selected={active}
      onClick={onChoose}
      className={cx(itemClass, 'hover:bg-sunken', active && 'bg-sunken')}
    >
      {room ? <RoomDoor room={room} /> : <Avatar person={person} size="small" />}
      <span className={cx('min-w-0 flex-1 truncate', unread > 0 && 'font-semibold')}>
        <bdi>{name}</bdi>
      </span>
      {unread > 0 && (
        <Badge look={isForViewer ? 'accent' : 'plain'}>
          <span aria-hidden>{unread}</span>
          <span className="sr-only">{t('rooms.unread', { count: unread })}</span>
        </Badge>
      )}
      {person && <span className="text-ink-soft text-sm">{t('rooms.message')}</span>}
    </div>
  )
}
