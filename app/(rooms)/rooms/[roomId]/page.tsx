import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { EarlyMessages } from '#components/messages/list/early-messages.tsx'
import { JoinCard } from '#components/rooms/browse/join-card.tsx'
import { RoomOpened } from '#components/rooms/view/room-opened.tsx'
import { emojiNamedIn } from '#lib/emoji/queries.ts'
import { pageSize } from '#lib/limits.ts'
import { history } from '#lib/messages/queries.ts'
import { roomNameIn } from '#lib/rooms/name.ts'
import { listMembers } from '#lib/rooms/queries.ts'
import { isolated } from '#lib/text/isolate.ts'
import { open } from './open.ts'

type Props = PageProps<'/rooms/[roomId]'>

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { room } = await open(props)
  const roomName = roomNameIn(await getTranslations(), await getFormatter())
  return { title: isolated(roomName(room)) }
}

export default async function Page(props: Props) {
  const { context, room, target } = await open(props)
  if (room.role === null) return <JoinCard room={room} />
  const limit = pageSize.default
  const [page, members] = await Promise.all([
    history(context, room.id, target ? { around: target, limit } : startOf(room, limit)),
    listMembers(context, room.id, { limit: pageSize.max }),
  ])
  const emoji = await emojiNamedIn(
    context,
    page.items.map(({ content }) => content),
  )
  const read = { room, page, members: members.items, emoji }
  return (
    <RoomOpened {...read}>
      <EarlyMessages {...read} viewerId={context.viewer.userId} target={target} />
    </RoomOpened>
  )
}

/** With more unread than a page holds, the conversation opens where reading stopped. */
const startOf = (room: { lastSeq: number; lastReadSeq: number; unreadCount: number }, limit: number) =>
  room.unreadCount > 0 && room.lastSeq - room.lastReadSeq > limit / 2
    ? { around: room.lastReadSeq, limit }
    : { limit }
