'use client'

import { AtSign } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import { ListedMessage } from '#components/messages/message/listed-message.tsx'
import { useKnownNames } from '#components/messages/text/use-known-names.ts'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { LoadFailed } from '#components/words/load-failed.tsx'
import { withWords } from '#components/words/with-words.tsx'
import type { Page } from '#lib/http/schema.ts'
import { messagePath } from '#lib/messages/browser/message-path.ts'
import type { Activity } from '#lib/messages/schema.ts'
import { on, socket } from '#lib/realtime/browser/client.ts'
import { isolated } from '#lib/text/isolate.ts'
import moderated from '#lib/words/en/moderated.json' with { type: 'json' }

type Props = { first: Page<Activity> }

/** What was meant for the viewer in all their rooms, live. */
export const ActivityList = withWords({ moderated })(function ActivityList({ first }: Props) {
  const t = useTranslations()
  const again = useHeard()
  const list = usePages('GET /me/activity', {}, { first, again, pauseMs: 300 })
  const { items } = list
  const authors = useMemo(() => items.flatMap(({ message, people }) => [message.author, ...people]), [items])
  const nameOf = useKnownNames(authors)
  return (
    <>
      <LoadFailed list={list} />
      {list.items.length === 0 && !list.cursor && (
        <EmptyState icon={<AtSign size={22} />} title={t('messages.activity.none.title')}>
          {t('messages.activity.none.body')}
        </EmptyState>
      )}
      {list.items.length > 0 && (
        <ul aria-label={t('messages.activity.list')} className="flex flex-col gap-3">
          {list.items.map((one) => (
            <li
              key={`${one.what} ${one.message.id}`}
              className="flex flex-col gap-2 rounded-2xl border border-line bg-raised p-4"
            >
              <What activity={one} />
              <ListedMessage message={one.message} nameOf={nameOf} />
              <p>
                <PlaceLink href={messagePath(one.message)} className={buttonClass('plain', 'small')}>
                  {one.message.inRoom ? t('messages.showInRoom') : t('messages.actions.openThread')}
                </PlaceLink>
              </p>
            </li>
          ))}
        </ul>
      )}
      {list.cursor && (
        <Button className="self-center" busy={list.busy} onClick={() => void list.more()}>
          {t('messages.activity.more')}
        </Button>
      )}
    </>
  )
})

/** Who did what, and in which room. */
function What({ activity: { what, message, people, room } }: { activity: Activity }) {
  const t = useTranslations()
  const format = useFormatter()
  const { userId } = useViewer()
  const roomName = useRoomName()
  const emoji = message.reactions
    .filter(({ userIds }) => userIds.some((id) => id !== userId))
    .map((one) => one.emoji)
    .join(' ')
  const names = format.list(people.map(({ name }) => isolated(name)))
  const everybody = !message.mentions.includes(userId)
  return (
    <p className="flex min-w-0 items-center gap-2 text-ink-soft text-sm">
      <RoomDoor room={room} />
      <span className="min-w-0 truncate">
        {what === 'removal' && t('moderated.told.removed', { room: roomName(room) })}
        {what === 'reaction' && t('messages.activity.reacted', { names, emoji, room: roomName(room) })}
        {what === 'mention' &&
          t(everybody ? 'messages.activity.mentionedAll' : 'messages.activity.mentioned', {
            name: message.author.name,
            room: roomName(room),
          })}
      </span>
    </p>
  )
}

/** Another number whenever something may have been meant for the viewer. */
function useHeard(): number {
  const [heard, setHeard] = useState(0)
  useEffect(() => {
    const hear = () => setHeard((before) => before + 1)
    // What came before the connection, or while it was away, was told to nobody here.
    socket().on('connect', hear)
    const stops = [
      () => socket().off('connect', hear),
      on('activity:changed', hear),
      on('room:removed', hear),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  return heard
}
