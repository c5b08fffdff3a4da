'use client'

import { CheckCheck, EyeOff, Star, StarOff } from 'lucide-react'
import { MenuChoice, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import type { Room } from '#lib/rooms/schema.ts'
import { useAttentionTo } from './use-attention-to.ts'

const levels = [
  { value: 'everything', label: 'Every message' },
  { value: 'mentions', label: 'Mentions only' },
  { value: 'nothing', label: 'Nothing' },
] as const

/** How much the viewer cares about a room, in every menu of a room. */
export function AttentionItems({ room }: { room: Room }) {
  const { choose, markRead, markUnread } = useAttentionTo(room)
  return (
    <>
      {room.unreadCount > 0 ? (
        <MenuItem icon={<CheckCheck size={16} aria-hidden />} onClick={markRead}>
          Mark as read
        </MenuItem>
      ) : (
        <MenuItem icon={<EyeOff size={16} aria-hidden />} onClick={() => void markUnread()}>
          Mark as unread
        </MenuItem>
      )}
      <MenuItem
        icon={room.favourite ? <StarOff size={16} aria-hidden /> : <Star size={16} aria-hidden />}
        onClick={() => void choose({ favourite: !room.favourite })}
      >
        {room.favourite ? 'Remove from favourites' : 'Add to favourites'}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice
        label="Tell me about"
        value={room.level}
        options={levels}
        onChange={(level) => void choose({ level })}
      />
    </>
  )
}
