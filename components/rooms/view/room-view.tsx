'use client'

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { CallDoor } from '#components/messages/conversation/call-door.ts'
import { useConversation } from '#components/messages/conversation/conversation-context.tsx'
import { ConversationView } from '#components/messages/conversation/conversation-view.tsx'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import type { Early } from '#components/messages/list/first-messages.tsx'
import { part } from '#components/parts/part.ts'
import { roomHere } from '#components/rooms/members/room-here.ts'
import { useMembers } from '#components/rooms/members/use-members.ts'
import { useJoinedRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useMute } from '#components/rooms/use-mute.ts'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { cx } from '#components/ui/classes.ts'
import { lazily } from '#components/ui/lazily.tsx'
import { personOf } from '#lib/accounts/person.ts'
import { ongoingCall } from '#lib/calls/browser/ongoing-call.ts'
import { requestedCall } from '#lib/calls/browser/requested-call.ts'
import { hasStoredSeat } from '#lib/calls/browser/signalling/stored-seat.ts'
import type { Remembered } from '#lib/messages/browser/conversations.ts'
import { RoomHeader } from './room-header.tsx'
import type { Panel, Panels } from './side-panel.tsx'
import { useTitle } from './use-title.ts'

const PinsPanel = lazily(part('PinsPanel'))
const MembersPanel = lazily(part('MembersPanel'))
const RoomClosed = lazily(part('RoomClosed'))
/** Only who opens a call, or a thread, loads its code. */
const ThreadPanel = lazily(() => import('#components/messages/panels/thread-panel.tsx'))
const CallPanel = lazily(() => import('#components/calls/panel/call-panel.tsx'))
const wide = '(min-width: 64rem)'

type Props = { remembered: Remembered; early: Early | null; target: number | null; thread: string | null }

/** One room: its head, its call, its conversation and its people. */
export function RoomView({ remembered, early, target, thread }: Props) {
  const roomName = useRoomName()
  const viewer = useViewer()
  const conversations = useConversations()
  const joined = useJoinedRooms().find((one) => one.id === remembered.room.id)
  const room = joined ?? remembered.room
  const mute = useMute(room)
  // What was unread at this moment is what is new, however the room is read from here on.
  const [conversation] = useState(() => {
    remembered.conversation.enter({ lastReadSeq: room.lastReadSeq, unread: room.unreadCount > 0 })
    return remembered.conversation
  })
  const { online, call, live, lost, told, timeline } = useConversation(conversation)
  const { people, count, knowsAll, nameOf } = useMembers(remembered, timeline.messages)
  const [panel, setPanel] = useState<Panel | null>(null)
  useEffect(() => {
    if (thread) setPanel({ thread, reply: target })
  }, [thread, target])
  const panels = useMemo<Panels>(
    () => ({ shown: panel, show: setPanel, close: () => setPanel(null) }),
    [panel],
  )
  const [callOpen, setCallOpen] = useState(false)
  const [chatOpen, setChatOpen] = useState(true)
  const [asked, setAsked] = useState<{ seq: number } | null>(null)
  /** Shows a message that a panel beside the conversation names; a panel that covers it gives way. */
  const jump = useCallback((seq: number) => {
    setChatOpen(true)
    setAsked({ seq })
    if (!window.matchMedia(wide).matches) setPanel(null)
  }, [])
  const openThread = useCallback(
    (messageId: string, reply: number | null = null) => setPanel({ thread: messageId, reply }),
    [],
  )
  useEffect(() => roomHere.set({ here: { room, members: people, online } }), [room, people, online])
  useEffect(() => () => roomHere.set({ here: null }), [])
  const asLeft = useRef({ room, members: people })
  useEffect(() => {
    asLeft.current = { room, members: people }
  }, [room, people])
  useEffect(
    () => conversations.show(remembered.conversation, () => asLeft.current),
    [conversations, remembered.conversation],
  )
  const [answers, setAnswers] = useState(false)
  const openCall = useCallback(() => {
    // On a narrow screen the call comes first; its chat is one press away.
    setChatOpen(window.matchMedia(wide).matches)
    setAsked(null)
    setAnswers(false)
    setCallOpen(true)
  }, [])
  const isWanted = useSyncExternalStore(requestedCall.subscribe, requestedCall.get, () => null) === room.id
  // Coming back to the room of a call, by a reload too, leads into the call, and answering a ring opens it.
  useEffect(() => {
    if (hasStoredSeat(room.id) || ongoingCall.of(room.id)) setCallOpen(true)
    const wanted = isWanted && requestedCall.take(room.id)
    if (!wanted) return
    openCall()
    setAnswers(wanted.answers)
  }, [room.id, isWanted, openCall])
  useTitle(roomName(room))

  const onCall = room.type === 'video' && room.isActive && !callOpen ? openCall : null

  if (lost || !joined) return <RoomClosed told={told} />
  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <RoomHeader room={room} call={call} online={online} {...(onCall && { onCall })} panels={panels} />
        <div className="flex min-h-0 flex-1 max-lg:flex-col">
          {callOpen && (
            <CallPanel
              room={room}
              viewer={personOf(viewer)}
              call={live ? call : undefined}
              chatOpen={chatOpen}
              onChat={() => {
                setAsked(null)
                setChatOpen(!chatOpen)
              }}
              answers={answers}
              onClose={() => setCallOpen(false)}
            />
          )}
          <div
            className={cx(
              'flex min-h-0 min-w-0 flex-1 flex-col',
              callOpen && (chatOpen ? 'border-line lg:max-w-96 lg:border-s' : 'hidden'),
            )}
          >
            {/* What is not shown must not mark as read. */}
            {(chatOpen || !callOpen) && (
              <CallDoor value={onCall}>
                <ConversationView
                  conversation={conversation}
                  room={room}
                  mute={mute}
                  viewer={viewer}
                  members={people}
                  knowsAll={knowsAll}
                  nameOf={nameOf}
                  early={early}
                  target={thread ? null : target}
                  asked={asked}
                  openThread={openThread}
                />
              </CallDoor>
            )}
          </div>
        </div>
      </div>
      {typeof panel === 'object' && panel && (
        <ThreadPanel
          key={panel.thread}
          conversation={conversation}
          room={room}
          mute={mute}
          viewer={viewer}
          members={people}
          knowsAll={knowsAll}
          nameOf={nameOf}
          messageId={panel.thread}
          target={panel.reply}
          onJump={jump}
          onClose={panels.close}
        />
      )}
      {panel === 'pins' && (
        <PinsPanel
          room={room}
          conversation={conversation}
          nameOf={nameOf}
          viewer={viewer}
          onJump={jump}
          onThread={openThread}
          onClose={panels.close}
        />
      )}
      {panel === 'members' && (
        <MembersPanel room={room} members={people} count={count} online={online} onClose={panels.close} />
      )}
    </div>
  )
}
