'use client'

import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useIsFirst } from '#components/rooms/my-rooms-context.tsx'
import { useTitle } from '#components/rooms/view/use-title.ts'
import { drawn } from '#components/ui/lazily.tsx'
import { RoomFilters } from './room-filters.tsx'
import { isUnfiltered, searchOf } from './room-search.ts'
import { RoomsHeading } from './rooms-heading.tsx'
import { RoomsInUse } from './rooms-in-use.tsx'

const FirstRunCard = drawn(() => import('#components/rooms/first-run/first-run-card.tsx'))

/** All rooms: those one is in from memory, also without the server; `children` are what it found. */
export default function RoomsPage({ children }: { children?: ReactNode }) {
  const t = useTranslations()
  const search = searchOf(Object.fromEntries(useSearchParams()))
  const isFirst = useIsFirst()
  useTitle(t('common.allRooms'))
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-5 p-4 sm:p-8">
        <RoomsHeading />
        {isFirst && <FirstRunCard />}
        <RoomFilters search={search} />
        {isUnfiltered(search) ? <RoomsInUse /> : children}
      </div>
    </div>
  )
}
