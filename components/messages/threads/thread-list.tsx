'use client'

import { MessagesSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import { ListedMessage } from '#components/messages/message/listed-message.tsx'
import { useKnownNames } from '#components/messages/text/use-known-names.ts'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { say } from '#components/ui/toast.ts'
import { usePages } from '#components/ui/use-pages.ts'
import { useStore } from '#components/ui/use-store.ts'
import { LoadFailed } from '#components/words/load-failed.tsx'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import type { Page } from '#lib/http/schema.ts'
import { threadPath } from '#lib/messages/browser/message-path.ts'
import type { FollowedThread } from '#lib/messages/schema.ts'

/** The threads the viewer follows, live: the one that was answered last first. */
export function ThreadList({ first }: { first: Page<FollowedThread> }) {
  const t = useTranslations()
  const { heard } = useStore(useConversations().threads)
  const list = usePages('GET /me/threads', {}, { first, again: heard, pauseMs: 300 })
  const { items } = list
  const authors = useMemo(
    () => items.flatMap((one) => [one.first, ...one.items]).map(({ author }) => author),
    [items],
  )
  const nameOf = useKnownNames(authors)
  const leave = async ({ first: { id, roomId } }: FollowedThread) => {
    const params = { roomId, messageId: id }
    try {
      await api('DELETE /rooms/{roomId}/messages/{messageId}/thread/follow', { params })
      list.drop((one) => one.first.id === id)
    } catch (error) {
      say(asRefusal(error))
    }
  }
  return (
    <>
      <LoadFailed list={list} />
      {list.items.length === 0 && !list.cursor && (
        <EmptyState icon={<MessagesSquare size={22} />} title={t('messages.threads.none.title')}>
          {t('messages.threads.none.body')}
        </EmptyState>
      )}
      {list.items.length > 0 && (
        <ul aria-label={t('messages.threads.list')} className="flex flex-col gap-3">
          {list.items.map((one) => (
            <li key={one.first.id} className="rounded-2xl border border-line bg-raised p-4">
              <OneThread thread={one} nameOf={nameOf} onLeave={() => void leave(one)} />
            </li>
          ))}
        </ul>
      )}
      {list.cursor && (
        <Button className="self-center" busy={list.busy} onClick={() => void list.more()}>
          {t('messages.threads.more')}
        </Button>
      )}
    </>
  )
}

type Props = {
  thread: FollowedThread
  nameOf: (userId: string) => string | undefined
  onLeave: () => void
}

function OneThread({ thread: { first, items, room, replyCount, unreadCount }, nameOf, onLeave }: Props) {
  const t = useTranslations()
  const roomName = useRoomName()
  const before = replyCount - items.filter(({ deletedAt }) => deletedAt === null).length
  return (
    <article className="flex flex-col gap-2">
      <p className="flex min-w-0 items-center gap-2 text-ink-soft text-sm">
        <RoomDoor room={room} />
        <bdi className="truncate">{roomName(room)}</bdi>
        {unreadCount > 0 && <Badge>{t('rooms.unread', { count: unreadCount })}</Badge>}
      </p>
      <ListedMessage message={first} nameOf={nameOf} />
      <div className="flex flex-col gap-2 border-line-strong border-s-2 ps-3">
        {before > 0 && (
          <p className="text-ink-soft text-sm">{t('messages.threads.before', { count: before })}</p>
        )}
        {items.map((reply) => (
          <ListedMessage key={reply.id} message={reply} nameOf={nameOf} />
        ))}
      </div>
      <p className="flex gap-1">
        <PlaceLink href={threadPath(first.roomId, first.id)} className={buttonClass('plain', 'small')}>
          {t('messages.actions.openThread')}
        </PlaceLink>
        <Button look="quiet" size="small" onClick={onLeave}>
          {t('messages.threads.leave')}
        </Button>
      </p>
    </article>
  )
}
