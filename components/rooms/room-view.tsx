'use client'

import dynamic from 'next/dynamic'
import { useEffect, useMemo, useState } from 'react'
import { useConversation } from '#components/messages/conversation-context.tsx'
import { ConversationView } from '#components/messages/conversation-view.tsx'
import { cx } from '#components/ui/classes.ts'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { hasSeat } from '#lib/calls/browser/kept-seat.ts'
import { createConversation } from '#lib/messages/browser/conversation.ts'
import type { MessagePage } from '#lib/messages/schema.ts'
import type { Member, Room } from '#lib/rooms/schema.ts'
import { DeadEnd } from './dead-end.tsx'
import { MembersPanel } from './members-panel.tsx'
import { PersonCard } from './person-card.tsx'
import { RoomHeader } from './room-header.tsx'
import { useJoinedRooms, useRoster, useViewer } from './roster-context.tsx'
import type { Panel, Panels } from './side-panel.tsx'
import { useMembers } from './use-members.ts'

/** Only who opens a call loads its code. */
const CallPanel = dynamic(() => import('#components/calls/call-panel.tsx'), { ssr: false })
const wide = '(min-width: 64rem)'

type Props = { room: Room; page: MessagePage; members: Member[]; target: number | null }

/** One room: its head, its call, its conversation and its people. */
export function RoomView({ room: loaded, page, members, target }: Props) {
  const viewer = useViewer()
  const roster = useRoster()
  const joined = useJoinedRooms().find((one) => one.id === loaded.id)
  // A page that the browser kept may be older than what the sidebar has heard since.
  const room = joined && joined.revision >= loaded.revision ? joined : loaded
  const [conversation] = useState(() =>
    createConversation({
      roomId: room.id,
      viewerId: viewer.userId,
      page,
      lastReadSeq: room.lastReadSeq,
      unread: room.unreadCount > 0,
    }),
  )
  const { online, call, lost, timeline } = useConversation(conversation)
  const { people, nameOf } = useMembers(loaded.id, members, timeline.messages)
  const [panel, setPanel] = useState<Panel | null>(null)
  const panels = useMemo<Panels>(
    () => ({ shown: panel, show: setPanel, close: () => setPanel(null) }),
    [panel],
  )
  const [callOpen, setCallOpen] = useState(false)
  const [chatOpen, setChatOpen] = useState(true)
  const [entered, setEntered] = useState(false)
  const hydrated = useHydrated()

  useEffect(() => conversation.open(), [conversation])
  // Reloading the page of a call returns to the call.
  useEffect(() => {
    if (hasSeat(loaded.id)) setCallOpen(true)
  }, [loaded.id])
  useEffect(() => {
    roster.putNewer(loaded)
    setEntered(true)
  }, [roster, loaded])

  if (lost || (entered && !joined))
    return (
      <DeadEnd title="This room is closed to you">
        It was deleted, or you are no longer one of its members.
      </DeadEnd>
    )
  const openCall = () => {
    // On a narrow screen the call comes first; its chat is one press away.
    setChatOpen(window.matchMedia(wide).matches)
    setCallOpen(true)
  }
  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <RoomHeader
          room={room}
          call={call}
          {...(hydrated && room.type === 'video' && room.isActive && !callOpen && { onCall: openCall })}
          panels={panels}
        />
        <div className="flex min-h-0 flex-1 max-lg:flex-col">
          {callOpen && (
            <CallPanel
              room={room}
              viewer={{ id: viewer.userId, name: viewer.name, avatarUrl: viewer.avatarUrl }}
              call={call}
              chatOpen={chatOpen}
              onChat={() => setChatOpen(!chatOpen)}
              onClose={() => setCallOpen(false)}
            />
          )}
          <div
            className={cx(
              'flex min-h-0 min-w-0 flex-1 flex-col',
              callOpen && (chatOpen ? 'border-line lg:max-w-96 lg:border-l' : 'hidden'),
            )}
          >
            {/* The reader's clock and unsent messages are in the browser only. What is not shown must not mark as read. */}
            {hydrated && (chatOpen || !callOpen) && (
              <ConversationView
                conversation={conversation}
                room={room}
                viewer={viewer}
                members={people}
                nameOf={nameOf}
                target={target}
              />
            )}
          </div>
        </div>
      </div>
      <PersonCard />
      {panel === 'members' && (
        <MembersPanel
          room={room}
          members={people}
          count={room.memberCount}
          online={online}
          onClose={panels.close}
        />
      )}
    </div>
  )
}
