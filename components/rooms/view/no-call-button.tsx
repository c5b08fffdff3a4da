'use client'

import { VideoOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { part } from '#components/parts/part.ts'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { later } from '#components/ui/later.tsx'
import { OpenButton } from '#components/ui/open-button.tsx'
import { createOpening, useWanted } from '#components/ui/opening.ts'
import { tipped } from '#components/ui/tipped.ts'
import type { Room } from '#lib/rooms/schema.ts'

const NoCalls = later(part('NoCalls'))

/** Where one looks for the call of a room that has none. */
export function NoCallButton({ room }: { room: Room }) {
  const t = useTranslations()
  const [opening] = useState(() => createOpening('dialog'))
  const label = t('rooms.noCalls.label')
  return (
    <>
      <OpenButton opening={opening} aria-label={label} {...tipped(label)} className={iconButtonClass}>
        <VideoOff size={18} aria-hidden />
      </OpenButton>
      <NoCalls wanted={useWanted(opening)} opening={opening} room={room} />
    </>
  )
}
