import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useConversation } from '#components/messages/conversation/conversation-context.tsx'
import { withRoomRuleWords } from '#components/rooms/room-rule-words.tsx'
import { useWaitWords } from '#components/rooms/wait-words.ts'
import type { Conversation } from '#lib/messages/browser/conversation.ts'
import type { Room } from '#lib/rooms/schema.ts'

type Props = { room: Room; conversation: Conversation; viewerId: string }

/** How long members wait between two messages, and how much of that is left for the viewer. */
export default withRoomRuleWords(function SlowModeLine({ room, conversation, viewerId }: Props) {
  const t = useTranslations()
  const waitWords = useWaitWords()
  const { timeline, waitsUntil } = useConversation(conversation)
  const last = timeline.messages.findLast(({ author, kind }) => author.id === viewerId && kind === 'text')
  const until = Math.max(
    last ? Date.parse(last.createdAt) + room.slowModeMs : 0,
    // What stands in a thread alone counts too: of that the server tells.
    waitsUntil,
  )
  const [now, setNow] = useState(() => Date.now())
  const left = Math.min(until - now, room.slowModeMs)
  const isWaiting = left > 0
  useEffect(() => {
    setNow(Date.now())
    if (Date.now() >= until) return
    const clock = setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= until) clearInterval(clock)
    }, 1_000)
    return () => clearInterval(clock)
  }, [until])
  return (
    <>
      {isWaiting
        ? t('rooms.slowMode.left', { wait: waitWords(left) })
        : t('rooms.slowMode.on', { wait: waitWords(room.slowModeMs) })}
    </>
  )
})
