import { useTranslations } from 'next-intl'
import type { Room } from '#lib/rooms/schema.ts'
import { RoomCard } from './room-card.tsx'

export function RoomCards({ rooms }: { rooms: readonly Room[] }) {
  const t = useTranslations()
  return (
    <ul aria-label={t('rooms.browse.found')} className="grid grid-cols-1 gap-3 xl:grid-cols-2">
      {rooms.map((room) => (
        <RoomCard key={room.id} room={room} />
      ))}
    </ul>
  )
}
