import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { askRoomName, roomNames } from '#lib/rooms/browser/room-names.ts'

/** A room that a message names, for those who may see it; for all others one that has no name. */
export function RoomLink({ roomId }: { roomId: string }) {
  const t = useTranslations()
  const nameIn = useRoomName()
  const joined = useJoinedRooms().find(({ id }) => id === roomId)
  const isJoined = joined !== undefined
  const known = useStore(roomNames).byId.get(roomId)
  useEffect(() => {
    if (!isJoined) void askRoomName(roomId)
  }, [isJoined, roomId])
  const name = joined ? nameIn(joined) : known
  if (name === null) return <span className="text-ink-soft italic">{t('messages.mention.privateRoom')}</span>
  if (name === undefined) return unnamedRoom
  return (
    <PlaceLink href={`/rooms/${roomId}`} className={`${chip} hover:underline`}>
      #<bdi>{name}</bdi>
    </PlaceLink>
  )
}

const chip = 'rounded bg-accent-wash px-1 font-medium text-accent-text'

/** As long as nobody has looked what it is called. */
const unnamedRoom = <span className={chip}>#…</span>
