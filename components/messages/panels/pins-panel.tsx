'use client'

import { Pin } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { Talk } from '#components/messages/conversation/conversation-context.tsx'
import { useTimes } from '#components/messages/list/use-times.ts'
import { pin } from '#components/messages/message/keep-items.tsx'
import { MessageLink } from '#components/messages/message/message-link.tsx'
import { MessageText } from '#components/messages/text/message-text.tsx'
import { useEventWords } from '#components/messages/text/use-content.ts'
import { PersonName } from '#components/rooms/members/person-name.tsx'
import { SidePanel } from '#components/rooms/view/side-panel.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import type { Conversation } from '#lib/messages/browser/conversation.ts'
import { messagePath } from '#lib/messages/browser/message-path.ts'
import { createPins } from '#lib/messages/browser/pins.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'

type Props = Pick<Talk, 'nameOf' | 'viewer'> & {
  room: Room
  conversation: Conversation
  onJump: (seq: number) => void
  onThread: (messageId: string, seq: number) => void
  onClose: () => void
}

/** What is pinned in the room, beside it. */
export default function PinsPanel({ room, conversation, nameOf, viewer, onJump, onThread, onClose }: Props) {
  const t = useTranslations()
  const times = useTimes()
  const wordsOf = useEventWords(nameOf)
  const [list] = useState(() => createPins(room.id, conversation.news))
  useEffect(() => list.open(), [list])
  const { pins, cursor, failure } = useStore(list)
  return (
    <SidePanel kind="pins" onClose={onClose}>
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-3">
        {failure && (
          <Alert>
            <RefusalText of={failure} />{' '}
            <Button size="small" onClick={() => void list.retry()}>
              {t('common.retry')}
            </Button>
          </Alert>
        )}
        {!pins && !failure && (
          <p role="status" className="flex justify-center py-6 text-ink-soft">
            <Spinner />
            <span className="sr-only">{t('messages.pins.loading')}</span>
          </p>
        )}
        {pins?.length === 0 && (
          <EmptyState icon={<Pin size={22} />} title={t('messages.pins.none')}>
            {canModerate(room) ? t('messages.pins.noneToModerator') : t('messages.pins.noneToMember')}
          </EmptyState>
        )}
        {pins && pins.length > 0 && (
          <ul aria-label={t('messages.pins.title')} className="flex flex-col gap-2">
            {pins.map((message) => (
              <li
                key={message.id}
                className="flex flex-col gap-1.5 rounded-xl border border-line bg-raised p-3"
              >
                <p className="flex items-baseline gap-2">
                  <PersonName person={message.author} />
                  <span className="ms-auto shrink-0 text-ink-soft text-xs">
                    {times.day(message.createdAt)}
                  </span>
                </p>
                <div className="fading">
                  {message.event ? (
                    <p>{wordsOf(message.event)}</p>
                  ) : (
                    <MessageText content={message.content} nameOf={nameOf} viewerId={viewer.userId} />
                  )}
                  {message.attachments.map(({ id, name }) => (
                    <p key={id} dir="auto" className="truncate text-ink-soft text-sm">
                      {name}
                    </p>
                  ))}
                </div>
                <p className="flex gap-1">
                  <MessageLink
                    path={messagePath(message)}
                    seq={message.seq}
                    onJump={
                      message.inRoom ? onJump : () => onThread(message.threadId ?? message.id, message.seq)
                    }
                    className={buttonClass('quiet', 'small')}
                  >
                    {t('messages.showInRoom')}
                  </MessageLink>
                  {room.isActive && canModerate(room) && (
                    <Button look="quiet" size="small" onClick={() => void pin(message, false)}>
                      {t('messages.actions.unpin')}
                    </Button>
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
        {cursor && (
          <Button className="self-center" onClick={() => void list.more()}>
            {t('messages.pins.more')}
          </Button>
        )}
      </div>
    </SidePanel>
  )
}
