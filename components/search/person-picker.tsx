'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { usePeople } from '#components/accounts/use-people.ts'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { personOf } from '#lib/accounts/person.ts'

const shownCount = 8

/** Finds somebody by a part of the name; without one, the viewer and whoever comes first. */
export function PersonPicker({ onPick }: { onPick: (name: string) => void }) {
  const t = useTranslations()
  const viewer = useViewer()
  const [query, setQuery] = useState('')
  const { items, failure } = usePeople(query)
  const found = items.slice(0, shownCount)
  const shown = query === '' ? [personOf(viewer), ...found] : found
  return (
    <div className="flex w-60 flex-col gap-1">
      <input
        type="search"
        aria-label={t('search.person.name')}
        placeholder={t('search.person.name')}
        value={query}
        maxLength={80}
        onChange={(event) => setQuery(event.target.value)}
        className="h-9 rounded-lg border border-line-strong bg-raised px-2.5 placeholder:text-ink-soft focus-visible:outline-offset-0"
      />
      {failure && (
        <p role="alert" className="px-1 text-danger-text text-sm">
          <RefusalText of={failure} />
        </p>
      )}
      <ul className="max-h-64 overflow-y-auto">
        {shown.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              onClick={() => onPick(one.name)}
              className="flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-start hover:bg-sunken"
            >
              <Avatar person={one} size="small" />
              <bdi className="truncate">
                {one.id === viewer.userId ? t('search.person.you', { name: one.name }) : one.name}
              </bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
