'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef, useState } from 'react'
import { DropZone } from '#components/files/drop-zone.tsx'
import { Composer } from '#components/messages/composer/composer.tsx'
import { type Talk, TalkProvider } from '#components/messages/conversation/conversation-context.tsx'
import { Overlays, useOverlays } from '#components/messages/conversation/overlays.tsx'
import { SidePanel } from '#components/rooms/view/side-panel.tsx'
import { Button } from '#components/ui/button.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { stagingOf } from '#lib/files/browser/staging.ts'
import type { Conversation } from '#lib/messages/browser/conversation.ts'
import { draftOf, quoteOf, threadPlace } from '#lib/messages/browser/drafts.ts'
import { createThread } from '#lib/messages/browser/thread.ts'
import { canReply } from '#lib/rooms/policy.ts'
import type { Mute, Room } from '#lib/rooms/schema.ts'
import { FollowButton } from './follow-button.tsx'
import { Replies } from './thread-replies.tsx'

const ReadOnly = lazily(() => import('#components/moderation/read-only.tsx'))

type Props = Pick<Talk, 'viewer' | 'members' | 'knowsAll' | 'nameOf'> & {
  room: Room
  /** That the viewer only reads in it. */
  mute: Mute | null
  conversation: Conversation
  /** The first message of the thread, or any of its replies. */
  messageId: string
  /** The reply that a link leads to. */
  target: number | null
  onJump: (seq: number) => void
  onClose: () => void
}

/** One thread beside its room: the message it begins with, the replies, and the place to write the next. */
export default function ThreadPanel({
  conversation,
  room: whole,
  mute,
  viewer,
  members,
  knowsAll,
  nameOf,
  messageId,
  target,
  onJump,
  onClose,
}: Props) {
  const t = useTranslations()
  const isMuted = mute !== null
  const room = useMemo(() => ({ ...whole, isMuted, isActive: whole.isActive && !isMuted }), [whole, isMuted])
  const field = useRef<HTMLTextAreaElement>(null)
  const [thread] = useState(() =>
    createThread({ roomId: room.id, messageId, viewerId: viewer.userId, news: conversation.news }),
  )
  useEffect(() => thread.open(), [thread])
  const { first, failure, loading, following, replies } = useStore(thread)
  const [editing, setEditing] = useState<string | null>(null)
  const [highlighted, setHighlighted] = useState(target)
  useEffect(() => setHighlighted(target), [target])
  const { openers, ...overlays } = useOverlays()

  const talk = useMemo<Talk>(
    () => ({
      ...openers,
      conversation,
      room,
      viewer,
      members,
      knowsAll,
      nameOf,
      // To where it stands: here, if the room does not show it.
      jumpTo: (seq) => {
        const isHere = thread.get().replies.some((one) => one.seq === seq && !one.inRoom)
        if (isHere) setHighlighted(seq)
        else onJump(seq)
      },
      startReply: (message) => {
        const { first: begun } = thread.get()
        // That an answer stands here says that it answers the first message.
        if (begun && message.id !== begun.id)
          draftOf(viewer.userId, threadPlace(room.id, begun.id)).set({ replyTo: quoteOf(message) })
        field.current?.focus()
      },
      unreadInThread: thread.unreadFrom,
      startEdit: (message) => setEditing(message.id),
      openThread: null,
    }),
    [openers, conversation, room, viewer, members, knowsAll, nameOf, onJump, thread],
  )
  return (
    <TalkProvider value={talk}>
      <SidePanel
        kind="thread"
        onClose={onClose}
        wide
        tools={first && replies.length > 0 && <FollowButton following={following} follow={thread.follow} />}
      >
        {failure && (
          <div role="alert" className="flex items-center gap-3 px-4 py-3 text-danger-text text-sm">
            <RefusalText of={failure} />
            <Button size="small" onClick={() => void thread.retry()}>
              {t('common.retry')}
            </Button>
          </div>
        )}
        {!first && loading && (
          <p role="status" className="flex justify-center py-6 text-ink-soft">
            <Spinner />
            <span className="sr-only">{t('messages.thread.loading')}</span>
          </p>
        )}
        {first && (
          <DropZone
            onFiles={
              canReply(room) ? stagingOf(draftOf(viewer.userId, threadPlace(room.id, first.id))).add : null
            }
          >
            <Replies
              thread={thread}
              editing={editing}
              onEdited={() => setEditing(null)}
              highlighted={highlighted}
            />
            {canReply(room) ? (
              <Composer
                field={field}
                draft={draftOf(viewer.userId, threadPlace(room.id, first.id))}
                label={t('messages.composer.thread')}
                thread={quoteOf(first)}
                onSent={() => {}}
                onEscape={onClose}
              />
            ) : (
              whole.isActive && <ReadOnly mute={mute} closed="readOnly" />
            )}
          </DropZone>
        )}
      </SidePanel>
      <Overlays {...overlays} messages={first ? [first, ...replies] : replies} />
    </TalkProvider>
  )
}
