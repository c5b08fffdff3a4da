'use client'

import { CheckCheck, EyeOff, Star, StarOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { MenuChoice, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import type { Room } from '#lib/rooms/schema.ts'
import { useAttentionTo } from './use-attention-to.ts'

const levels = [
  { value: 'everything', label: 'rooms.attention.everything' },
  { value: 'mentions', label: 'rooms.attention.mentions' },
  { value: 'nothing', label: 'rooms.attention.nothing' },
] as const

/** How much the viewer cares about a room, in every menu of a room. */
export function AttentionItems({ room }: { room: Room }) {
  const t = useTranslations()
  const { choose, markRead, markUnread } = useAttentionTo(room)
  return (
    <>
      {room.unreadCount > 0 ? (
        <MenuItem icon={<CheckCheck size={16} aria-hidden />} onClick={markRead}>
          {t('rooms.attention.markRead')}
        </MenuItem>
      ) : (
        <MenuItem icon={<EyeOff size={16} aria-hidden />} onClick={() => void markUnread()}>
          {t('rooms.attention.markUnread')}
        </MenuItem>
      )}
      <MenuItem
        icon={room.favourite ? <StarOff size={16} aria-hidden /> : <Star size={16} aria-hidden />}
        onClick={() => void choose({ favourite: !room.favourite })}
      >
        {t(room.favourite ? 'rooms.attention.removeFavourite' : 'rooms.attention.addFavourite')}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice
        label={t('rooms.attention.label')}
        value={room.level}
        options={levels.map((one) => ({ ...one, label: t(one.label) }))}
        onChange={(level) => void choose({ level })}
      />
    </>
  )
}
