'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { DropZone } from '#components/files/drop-zone.tsx'
import { Composer } from '#components/messages/composer/composer.tsx'
import { TypingSlot } from '#components/messages/composer/typing-slot.tsx'
import { type Early, FirstMessages } from '#components/messages/list/first-messages.tsx'
import type { ListHandle } from '#components/messages/list/message-list.tsx'
import { NewerPill } from '#components/messages/list/newer-pill.tsx'
import { UnreadBar } from '#components/messages/list/unread-bar.tsx'
import type { Anchor } from '#components/messages/list/use-reading-place.ts'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { SlowMode } from '#components/rooms/view/slow-mode.tsx'
import { ScheduledHere } from '#components/scheduled/scheduled-here.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { soon } from '#components/ui/soon.tsx'
import { ahead } from '#lib/build/browser/load.ts'
import { stagingOf } from '#lib/files/browser/staging.ts'
import type { Conversation } from '#lib/messages/browser/conversation.ts'
import { draftOf, quoteOf } from '#lib/messages/browser/drafts.ts'
import { keyOf } from '#lib/messages/browser/rows.ts'
import { hasAfter } from '#lib/messages/browser/timeline.ts'
import type { Message } from '#lib/messages/schema.ts'
import { canPost } from '#lib/rooms/policy.ts'
import type { Mute, Room } from '#lib/rooms/schema.ts'
import { type Talk, TalkProvider, useConversation } from './conversation-context.tsx'
import { Overlays, useOverlays } from './overlays.tsx'
import { useReadMarks } from './use-read-marks.ts'

/** One can read and write before it is here. */
const MessageList = soon(ahead(() => import('#components/messages/list/message-list.tsx')))

const ReadOnly = lazily(() => import('#components/moderation/read-only.tsx'))

type Props = Pick<Talk, 'viewer' | 'members' | 'knowsAll' | 'nameOf'> & {
  room: Room
  /** That the viewer only reads in it. */
  mute: Mute | null
  conversation: Conversation
  /** What the server drew of it. */
  early: Early | null
  /** The message a link leads to. */
  target: number | null
  /** The message that something beside the conversation leads to, anew each time. */
  asked: { seq: number } | null
  openThread: (messageId: string) => void
}

/** The history of a room and the place to write in it. */
export function ConversationView(props: Props) {
  const { conversation, room, viewer, members, knowsAll, nameOf, early, target, asked, openThread, mute } =
    props
  const t = useTranslations()
  const state = useConversation(conversation)
  const isActive = room.isActive && mute === null
  const { timeline, dividerSeq, lastReadSeq, pending } = state
  const draft = draftOf(viewer.userId, room.id)
  const mayPost = mute === null && canPost(room)
  const [editing, setEditing] = useState<string | null>(null)
  const { openers, ...overlays } = useOverlays()

  const list = useRef<ListHandle>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [start, setStart] = useState(() => startOf(timeline.messages, target, dividerSeq))
  const [atEnd, setAtEnd] = useState(start === 'end')
  /** Before the list is here it is where that opens. */
  const goTo = useCallback((place: Anchor) => {
    if (list.current) list.current.goTo(place)
    else setStart(place)
  }, [])
  const seesEnd = useReadMarks(room.id, conversation, state, atEnd)

  const unread = timeline.messages.filter(
    (one) => one.seq > lastReadSeq && one.author.id !== viewer.userId && one.deletedAt === null,
  )
  // Of what is not loaded only the server's count is known.
  const unreadCount = hasAfter(timeline) ? Math.max(room.unreadCount, unread.length) : unread.length

  const firstUnread = dividerSeq !== null && !seesEnd ? unread[0] : undefined

  const toEnd = useCallback(async () => {
    if (hasAfter(conversation.get().timeline)) await conversation.loadNewest()
    goTo('end')
  }, [conversation, goTo])

  const [highlighted, setHighlighted] = useState(target)
  const jumpTo = useCallback(
    async (seq: number) => {
      const find = () => {
        const { messages, hasBefore } = conversation.get().timeline
        // The first of what is held is not drawn while more comes before it.
        return messages.find((one, at) => one.seq === seq && (at > 0 || !hasBefore))
      }
      if (!find()) await conversation.loadAround(seq)
      const message = find()
      if (!message) return
      setHighlighted(seq)
      goTo(keyOf(message))
    },
    [conversation, goTo],
  )
  // Another link into the same room, or one to what is not in memory: the page stays, the place changes.
  const [shownTarget, setShownTarget] = useState(() =>
    timeline.messages.some((one) => one.seq === target) ? target : null,
  )
  useEffect(() => {
    if (target === null || target === shownTarget) return
    setShownTarget(target)
    void jumpTo(target)
  }, [target, shownTarget, jumpTo])

  const show = useEffectEvent((seq: number) => void jumpTo(seq))
  useEffect(() => {
    if (asked) show(asked.seq)
  }, [asked])

  const editLast = () => {
    // The last one is on its way, and can be edited once it is stored: not the one before in its place.
    if (pending.some(({ threadId, refused }) => !threadId && refused === null)) return
    const own = timeline.messages.findLast(
      (one) =>
        one.author.id === viewer.userId &&
        one.kind === 'text' &&
        !one.poll &&
        !one.forwarded &&
        !one.deletedAt,
    )
    if (own && mayPost) setEditing(own.id)
  }
  const edited = useCallback(() => {
    setEditing(null)
    field.current?.focus()
  }, [])

  const { id, visibility, description, posting, repliesOpen, role } = room
  const name = useRoomName()(room)
  const isMuted = mute !== null
  const place = useMemo(
    () => ({ id, visibility, name, description, isActive, isMuted, posting, repliesOpen, role }),
    [id, visibility, name, description, isActive, isMuted, posting, repliesOpen, role],
  )
  const talk = useMemo<Talk>(
    () => ({
      conversation,
      room: place,
      viewer,
      members,
      knowsAll,
      nameOf,
      jumpTo: (seq) => void jumpTo(seq),
      startReply: (message) => draft.set({ replyTo: quoteOf(message) }),
      startEdit: (message) => setEditing(message.id),
      openThread,
      ...openers,
    }),
    [conversation, place, viewer, members, knowsAll, nameOf, jumpTo, draft, openThread, openers],
  )

  return (
    <TalkProvider value={talk}>
      <DropZone onFiles={mayPost ? stagingOf(draft).add : null}>
        <div className="relative flex min-h-0 flex-1 flex-col">
          {firstUnread && (
            <UnreadBar
              count={unreadCount}
              since={firstUnread.createdAt}
              onRead={() => conversation.readTo(Math.max(room.lastSeq, timeline.to))}
              onJump={() => goTo('new')}
            />
          )}
          <MessageList
            meanwhile={<FirstMessages early={early} state={state} />}
            ref={list}
            emoji={early?.emoji}
            state={state}
            start={start}
            onAtEnd={setAtEnd}
            editing={editing}
            onEdited={edited}
            highlighted={highlighted}
            covered={firstUnread !== undefined}
          />
          {(!atEnd || hasAfter(timeline)) && (timeline.messages.length > 0 || pending.length > 0) && (
            <NewerPill count={unreadCount} onClick={() => void toEnd()} />
          )}
        </div>
        <TypingSlot />
        <ScheduledHere roomId={room.id} />
        {mayPost && <SlowMode room={room} conversation={conversation} viewerId={viewer.userId} />}
        {mayPost ? (
          <Composer
            field={field}
            draft={draft}
            label={
              visibility === 'direct'
                ? t('messages.composer.direct', { name })
                : t('messages.composer.room', { name })
            }
            onSent={() => void toEnd()}
            onEditLast={editLast}
            onEscape={() => conversation.setDivider(null)}
          />
        ) : (
          <ReadOnly mute={room.isActive ? mute : null} closed={room.isActive ? whyClosed(room) : null} />
        )}
      </DropZone>
      <Overlays {...overlays} messages={timeline.messages} />
    </TalkProvider>
  )
}

/** Why there is no place to write. */
const whyClosed = ({ repliesOpen }: Room) => (repliesOpen ? 'repliesOnly' : 'readOnly')

/** Where a conversation opens: at the linked message, at the first unread one, or at its end. */
const startOf = (messages: readonly Message[], target: number | null, dividerSeq: number | null): Anchor => {
  const linked = messages.find((one) => one.seq === target)
  if (linked) return keyOf(linked)
  return dividerSeq === null ? 'end' : 'new'
}
