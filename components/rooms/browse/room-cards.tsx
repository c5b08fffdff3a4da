import { useTranslations } from 'next-intl'
import type { Message } from '#lib/messages/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { RoomCard } from './room-card.tsx'

const nothing: ReadonlyMap<string, Message> = new Map()
type Props = { rooms: readonly Room[]; said?: ReadonlyMap<string, Message> }

export function RoomCards({ rooms, said = nothing }: Props) {
  const t = useTranslations()
  return (
    <ul aria-label={t('rooms.browse.found')} className="grid grid-cols-1 gap-2 sm:gap-3 xl:grid-cols-2">
      {rooms.map((room) => (
        <RoomCard key={room.id} room={room} said={said.get(room.id)} />
      ))}
    </ul>
  )
}
