import { Hash, Lock, Users, Video } from 'lucide-react'
import { Avatar } from '#components/ui/avatar.tsx'
import { cx } from '#components/ui/classes.ts'
import { hueOf, shadeOf } from '#components/ui/hue.ts'
import type { Room } from '#lib/rooms/schema.ts'

const sizes = { small: 'h-7 w-5.5', large: 'h-14 w-11' }

const iconOf = (room: Pick<Room, 'type' | 'visibility'>) => {
  if (room.visibility === 'direct') return Users
  if (room.type === 'video') return Video
  return room.visibility === 'private' ? Lock : Hash
}

type Props = {
  room: Pick<Room, 'id' | 'type' | 'visibility' | 'people'>
  size?: keyof typeof sizes
  className?: string
  /** Of a room with one other person: whether they are there, where that is known. */
  online?: boolean | undefined
}

/**
 * A room's door: always the same colour and shade for the same room, with a sign that says what it is. A room
 * with one other person is that person.
 */
export function RoomDoor({ room, size = 'small', className, online }: Props) {
  const [person, ...others] = room.people ?? []
  if (person && others.length === 0)
    return (
      <span className={cx('inline-flex', className)}>
        <Avatar person={person} size={size === 'small' ? 'small' : 'door'} online={online} />
      </span>
    )
  const Icon = iconOf(room)
  const isLocked = room.type === 'video' && room.visibility === 'private'
  return (
    <span
      aria-hidden
      className={cx(
        'relative inline-flex shrink-0 items-end justify-center rounded-door text-on-hue',
        size === 'small' ? 'pb-1' : 'pb-2.5',
        sizes[size],
        hueOf(room.id),
        shadeOf(room.id),
        className,
      )}
    >
      <Icon size={size === 'small' ? 12 : 22} strokeWidth={2.25} />
      {isLocked && (
        <Lock
          size={size === 'small' ? 8 : 14}
          strokeWidth={3}
          className={cx('absolute', size === 'small' ? 'top-1' : 'top-2.5')}
        />
      )}
    </span>
  )
}
