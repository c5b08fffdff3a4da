import { Hash, Lock, Users, Video } from 'lucide-react'
import { cx } from '#components/ui/classes.ts'
import { hueOf } from '#components/ui/hue.ts'
import type { Room } from '#lib/rooms/schema.ts'

const sizes = { small: 'h-7 w-5.5', large: 'h-14 w-11' }

const iconOf = (room: Pick<Room, 'type' | 'visibility'>) => {
  if (room.type === 'video') return Video
  if (room.visibility === 'direct') return Users
  return room.visibility === 'private' ? Lock : Hash
}

type Props = { room: Pick<Room, 'id' | 'type' | 'visibility'>; size?: keyof typeof sizes; className?: string }

/** A room's door: always the same colour for the same room, with a sign that says what it is. */
export function RoomDoor({ room, size = 'small', className }: Props) {
  const Icon = iconOf(room)
  return (
    <span
      aria-hidden
      className={cx(
        'inline-flex shrink-0 items-end justify-center rounded-door text-on-hue',
        size === 'small' ? 'pb-1' : 'pb-2.5',
        sizes[size],
        hueOf(room.id),
        className,
      )}
    >
      <Icon size={size === 'small' ? 12 : 22} strokeWidth={2.25} />
    </span>
  )
}
