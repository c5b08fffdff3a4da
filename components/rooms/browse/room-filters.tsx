'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { canReach } from '#components/rooms/reach.ts'
import { cx } from '#components/ui/classes.ts'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { Select } from '#components/ui/select.tsx'
import { mayBrowse } from '#lib/instance/policy.ts'
import { type RoomSearch, roomsHref } from './room-search.ts'

const types = [
  { value: 'all', label: 'rooms.browse.allTypes' },
  { value: 'chat', label: 'rooms.types.chat' },
  { value: 'video', label: 'rooms.types.video' },
] as const
const scopes = [
  { scope: 'joined', label: 'rooms.browse.joined' },
  { scope: 'browse', label: 'rooms.browse.browse' },
] as const
const pauseMs = 250

/** What to list. It stands in the address, so that reloading and going back keep it. */
export function RoomFilters({ search }: { search: RoomSearch }) {
  const t = useTranslations()
  const router = useRouter()
  const viewer = useViewer()
  const [query, setQuery] = useState(search.query)
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(typing.current), [])
  const go = (change: Partial<RoomSearch>) => {
    if (canReach(t)) router.replace(roomsHref({ ...search, query, ...change }))
  }

  return (
    <div className="flex flex-wrap items-center gap-3">
      {mayBrowse(viewer) && (
        <nav aria-label={t('rooms.browse.scope')} className="flex rounded-lg bg-sunken p-1">
          {scopes.map(({ scope, label }) => (
            <PlaceLink
              key={scope}
              href={roomsHref({ ...search, scope })}
              aria-current={search.scope === scope ? 'page' : undefined}
              className={cx(
                'rounded-md px-3 py-1 font-medium text-sm',
                search.scope === scope ? 'bg-raised shadow-sm' : 'text-ink-soft hover:text-ink',
              )}
            >
              {t(label)}
            </PlaceLink>
          ))}
        </nav>
      )}
      <label className="relative min-w-44 flex-1">
        <span className="sr-only">{t('rooms.browse.search')}</span>
        <Search size={16} aria-hidden className="absolute top-3 start-3 text-ink-soft" />
        <input
          type="search"
          value={query}
          placeholder={t('rooms.browse.search')}
          maxLength={80}
          onChange={(event) => {
            const next = event.target.value
            setQuery(next)
            clearTimeout(typing.current)
            typing.current = setTimeout(() => go({ query: next }), pauseMs)
          }}
          className="h-10 w-full rounded-lg border border-line-strong bg-raised pe-3 ps-9 placeholder:text-ink-soft focus-visible:outline-offset-0"
        />
      </label>
      <Select
        label={t('rooms.browse.type')}
        value={search.type}
        options={types.map((one) => ({ ...one, label: t(one.label) }))}
        onChange={(type) => go({ type })}
      />
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={search.archived}
          onChange={(event) => go({ archived: event.target.checked })}
          className="size-5"
        />
        {t('rooms.archived')}
      </label>
    </div>
  )
}
