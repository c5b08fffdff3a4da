'use client'

import { Pin } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Talk } from '#components/messages/conversation/conversation-context.tsx'
import { dayName } from '#components/messages/list/time.ts'
import { pin } from '#components/messages/message/keep-items.tsx'
import { MessageLink } from '#components/messages/message/message-link.tsx'
import { MessageText } from '#components/messages/text/message-text.tsx'
import { SidePanel } from '#components/rooms/view/side-panel.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { useStore } from '#components/ui/use-store.ts'
import type { Conversation } from '#lib/messages/browser/conversation.ts'
import { createPins } from '#lib/messages/browser/pins.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'

type Props = Pick<Talk, 'nameOf' | 'viewer'> & {
  room: Room
  conversation: Conversation
  onJump: (seq: number) => void
  onClose: () => void
}

/** What is pinned in the room, beside it. */
export function PinsPanel({ room, conversation, nameOf, viewer, onJump, onClose }: Props) {
  const [list] = useState(() => createPins(room.id, conversation.news))
  useEffect(() => list.open(), [list])
  const { pins, cursor, failure } = useStore(list)
  return (
    <SidePanel title="Pinned messages" onClose={onClose}>
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-3">
        {failure && (
          <Alert>
            {failure}{' '}
            <Button size="small" onClick={() => void list.retry()}>
              Retry
            </Button>
          </Alert>
        )}
        {!pins && !failure && (
          <p role="status" className="flex justify-center py-6 text-ink-soft">
            <Spinner />
            <span className="sr-only">Loading the pinned messages</span>
          </p>
        )}
        {pins?.length === 0 && (
          <EmptyState icon={<Pin size={22} />} title="Nothing is pinned">
            {canModerate(room)
              ? 'Pin what people should find again: open a message’s menu and choose “Pin to this room”.'
              : 'Owners and moderators of the room pin here what people should find again.'}
          </EmptyState>
        )}
        {pins && pins.length > 0 && (
          <ul aria-label="Pinned messages" className="flex flex-col gap-2">
            {pins.map((message) => (
              <li
                key={message.id}
                className="flex flex-col gap-1.5 rounded-xl border border-line bg-raised p-3"
              >
                <p className="flex items-baseline gap-2">
                  <span className="truncate font-semibold">{message.author.name}</span>
                  <span className="ms-auto shrink-0 text-ink-soft text-xs">{dayName(message.createdAt)}</span>
                </p>
                <div className="max-h-40 overflow-hidden">
                  <MessageText content={message.content} nameOf={nameOf} viewerId={viewer.userId} />
                  {message.attachments.map(({ id, name }) => (
                    <p key={id} className="truncate text-ink-soft text-sm">
                      {name}
                    </p>
                  ))}
                </div>
                <p className="flex gap-1">
                  <MessageLink
                    roomId={room.id}
                    seq={message.seq}
                    onJump={onJump}
                    className={buttonClass('quiet', 'small')}
                  >
                    Show in the room
                  </MessageLink>
                  {room.isActive && canModerate(room) && (
                    <Button look="quiet" size="small" onClick={() => void pin(message, false)}>
                      Unpin
                    </Button>
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
        {cursor && (
          <Button className="self-center" onClick={() => void list.more()}>
            More pins
          </Button>
        )}
      </div>
    </SidePanel>
  )
}
