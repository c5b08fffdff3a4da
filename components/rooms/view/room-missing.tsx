import { WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { BackToRooms } from '#components/rooms/back-to-rooms.tsx'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { useTitle } from './use-title.ts'

/** For a room that was not read here before the line was lost: what of it is known, and what is not. */
export function RoomMissing({ roomId }: { roomId: string }) {
  const t = useTranslations()
  const roomName = useRoomName()
  const room = useJoinedRooms().find(({ id }) => id === roomId)
  const name = room ? roomName(room) : t('rooms.title')
  useTitle(name)
  return (
    <>
      <header className="flex h-15 shrink-0 items-center gap-2 border-line border-b px-2 sm:px-4">
        <BackToRooms />
        {room && <RoomDoor room={room} className="mx-1" />}
        <h1 className="truncate font-semibold">
          <bdi>{name}</bdi>
        </h1>
      </header>
      <div className="flex flex-1 items-center justify-center">
        <EmptyState icon={<WifiOff size={22} />} title={t('rooms.missing.title')}>
          {t('rooms.missing.body')}
        </EmptyState>
      </div>
    </>
  )
}
