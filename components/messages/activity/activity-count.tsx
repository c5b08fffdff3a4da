import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useJoinedRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { newestActivity, seenActivity } from '#lib/messages/browser/new-activity.ts'
import type { Activity } from '#lib/messages/schema.ts'

type Props = { isInSidebar?: boolean }

/** Beside the way to Activity: how much of it is new since this browser showed it, read mentions left out. */
export default function ActivityCount({ isInSidebar = false }: Props) {
  const t = useTranslations()
  const count = useNewActivity()
  if (count === 0) return null
  const words = t('rooms.unread', { count })
  if (!isInSidebar) return <Badge>{words}</Badge>
  return (
    <span className="ms-auto rounded-full bg-corridor-raised px-1.5 text-corridor-ink text-xs tabular-nums">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}

function useNewActivity(): number {
  const { userId } = useViewer()
  const rooms = useJoinedRooms()
  const { items } = useStore(newestActivity)
  const { of, upTo } = useStore(seenActivity)
  const isOpen = usePathname() === '/activity'
  const newest = items?.[0]?.at ?? ''
  useEffect(() => seenActivity.load(userId), [userId])
  const isKnown = items !== null && of === userId
  // What came before this browser was first looked at with is not new.
  const isSeen = isKnown && (upTo === null || (isOpen && newest > upTo))
  useEffect(() => {
    if (isSeen) seenActivity.note(userId, newest)
  }, [isSeen, userId, newest])
  if (!isKnown || upTo === null || isOpen) return 0
  const isRead = ({ what, message }: Activity) =>
    what === 'mention' &&
    message.inRoom &&
    (rooms.find(({ id }) => id === message.roomId)?.lastReadSeq ?? 0) >= message.seq
  return items.filter((one) => one.at > upTo && !isRead(one)).length
}
