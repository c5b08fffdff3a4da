'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback } from 'react'
import { canReach } from '#components/rooms/reach.ts'
import { WayContext } from '#components/ui/place-link.tsx'
import { useEnterRoom } from './use-enter-room.ts'

/** Links inside lead to what is in memory without the server, and nowhere that cannot be reached. */
export function Ways({ children }: { children: ReactNode }) {
  const t = useTranslations()
  const { fromMemory } = useEnterRoom()
  const follow = useCallback((href: string) => fromMemory(href) || !canReach(t), [fromMemory, t])
  return <WayContext value={follow}>{children}</WayContext>
}
