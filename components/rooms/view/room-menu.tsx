'use client'

import { EllipsisVertical } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { part } from '#components/parts/part.ts'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { later } from '#components/ui/later.tsx'
import { OpenButton } from '#components/ui/open-button.tsx'
import { createOpening, useWanted } from '#components/ui/opening.ts'
import type { Room } from '#lib/rooms/schema.ts'

const RoomItems = later(part('RoomItems'))

/** The way to what may be done with the room as a whole. */
export function RoomMenu({ room, onPins }: { room: Room; onPins: () => void }) {
  const t = useTranslations()
  const [menu] = useState(() => createOpening('menu'))
  return (
    <>
      <OpenButton opening={menu} aria-label={t('rooms.menu.label')} className={iconButtonClass}>
        <EllipsisVertical size={18} aria-hidden />
      </OpenButton>
      <RoomItems wanted={useWanted(menu)} menu={menu} room={room} onPins={onPins} />
    </>
  )
}
