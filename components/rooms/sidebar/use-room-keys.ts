'use client'

import { usePathname } from 'next/navigation'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { useShortcut } from '#components/shortcuts/use-shortcut.ts'
import { asking } from '#lib/rooms/browser/unread.ts'
import type { Room } from '#lib/rooms/schema.ts'

/**
 * Through the rooms as they stand in the sidebar, round its ends; with
 * Shift only to those that ask for attention.
 */
export const useRoomKeys = (rooms: readonly Room[]): void => {
  const { enter } = useEnterRoom()
  const pathname = usePathname()
  const walk = (by: 1 | -1, fits: (room: Room) => boolean) => {
    const here = rooms.findIndex(({ id }) => pathname === `/rooms/${id}`)
    const start = here < 0 && by < 0 ? 0 : here
    for (let step = 1; step <= rooms.length; step++) {
      const room = rooms[(start + by * step + 2 * rooms.length) % rooms.length]
      if (!room || !fits(room)) continue
      enter(room.id)
      return
    }
  }
  const any = () => true
  const unread = (room: Room) => asking(room) > 0
  useShortcut('Alt+ArrowUp', () => walk(-1, any))
  useShortcut('Alt+ArrowDown', () => walk(1, any))
  useShortcut('Alt+Shift+ArrowUp', () => walk(-1, unread))
  useShortcut('Alt+Shift+ArrowDown', () => walk(1, unread))
}
