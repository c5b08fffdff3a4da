'use client'

import { Paperclip } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import type { Looking } from '#lib/search/browser/address.ts'
import { FilterChip } from './filter-chip.tsx'
import { PersonPicker } from './person-picker.tsx'

type Props = { looking: Looking; look: (change: Partial<Looking>) => void }

const dayInput =
  'h-10 rounded-lg border border-line-strong bg-raised px-3 text-base focus-visible:outline-offset-0'

/**
 * What the messages must be besides having the words: one chip each, which
 * opens to set it and has a cross to forget it.
 */
export function Filters({ looking, look }: Props) {
  const t = useTranslations()
  const roomName = useRoomName()
  const rooms = useJoinedRooms()
  const named = rooms
    .map((room) => ({ id: room.id, name: roomName(room) }))
    .sort((a, b) => a.name.localeCompare(b.name))
  const room = named.find(({ id }) => id === looking.room)
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('search.filters.label')}</legend>
      <FilterChip
        name={t('search.filters.in')}
        value={room?.name ?? (looking.room && t('search.filters.someRoom'))}
        onClear={() => look({ room: '' })}
      >
        {(close) => (
          <ul className="max-h-72 w-60 overflow-y-auto">
            {named.map(({ id, name }) => (
              <li key={id}>
                <button
                  type="button"
                  aria-pressed={id === looking.room}
                  onClick={() => {
                    look({ room: id })
                    close()
                  }}
                  className="w-full truncate rounded-md px-2.5 py-1.5 text-start hover:bg-sunken aria-pressed:font-semibold"
                >
                  <bdi>{name}</bdi>
                </button>
              </li>
            ))}
          </ul>
        )}
      </FilterChip>
      <FilterChip
        name={t('search.filters.from')}
        value={looking.from.replace(/^@/, '')}
        onClear={() => look({ from: '' })}
      >
        {(close) => (
          <PersonPicker
            onPick={(from) => {
              look({ from })
              close()
            }}
          />
        )}
      </FilterChip>
      {(['after', 'before'] as const).map((edge) => (
        <FilterChip
          key={edge}
          name={edge === 'after' ? t('search.filters.after') : t('search.filters.before')}
          value={looking[edge]}
          onClear={() => look({ [edge]: '' })}
        >
          {() => (
            <label className="flex flex-col gap-1 p-1 text-sm">
              {edge === 'after' ? t('search.filters.writtenAfter') : t('search.filters.writtenBefore')}
              <input
                type="date"
                value={looking[edge]}
                onChange={(event) => look({ [edge]: event.target.value })}
                className={dayInput}
              />
            </label>
          )}
        </FilterChip>
      ))}
      <button
        type="button"
        aria-pressed={looking.file}
        onClick={() => look({ file: !looking.file })}
        className="inline-flex h-8 items-center gap-1.5 rounded-full border border-line-strong px-3 text-sm hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-wash aria-pressed:text-accent-text"
      >
        <Paperclip size={14} aria-hidden />
        {t('search.filters.withFiles')}
      </button>
    </fieldset>
  )
}
