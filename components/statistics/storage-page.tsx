'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import type { Storage } from '#lib/statistics/schema.ts'
import { Share } from './share.tsx'

type Row = { key: string; name: ReactNode; files: number | null; bytes: number }

/** What is stored: by kind, by room and by person. */
export function StoragePage({ stored }: { stored: Storage }) {
  const t = useTranslations()
  const formats = useFormats()
  const fileBytes = sum(stored.kinds)
  const all = fileBytes + stored.databaseBytes + stored.indexBytes
  const kinds: Row[] = [
    ...stored.kinds.map(({ kind, ...taken }) => ({
      ...{ key: kind, name: t(`upkeep.storage.kinds.${kind}`), ...taken },
    })),
    ...(['database', 'index'] as const).map((key) => ({
      ...{ key, name: t(`upkeep.storage.kinds.${key}`), files: null },
      bytes: stored[`${key}Bytes`],
    })),
  ]
  const rooms: Row[] = stored.rooms.map(({ room, ...taken }) => ({
    key: room.id,
    name: room.name === '' ? t('upkeep.rooms.direct') : <bdi>{room.name}</bdi>,
    ...taken,
  }))
  const people: Row[] = stored.people.map(({ person, ...taken }) => ({
    ...{ key: person.id, name: <bdi>{person.name}</bdi>, ...taken },
  }))
  return (
    <>
      <ListTitle>{t('upkeep.storage.title')}</ListTitle>
      <p className="max-w-3xl text-ink-soft text-sm">
        {t('upkeep.storage.intro', { all: sizeText(formats, all), files: sizeText(formats, fileBytes) })}
      </p>
      <div className="max-w-3xl">
        <Part title={t('upkeep.storage.byKind')} name={t('upkeep.storage.kind')} rows={kinds} of={all} />
      </div>
      <div className="grid items-start gap-x-8 gap-y-5 xl:grid-cols-2">
        <Part
          title={t('upkeep.storage.byRoom')}
          name={t('upkeep.rooms.name')}
          rows={rooms}
          of={fileBytes}
          more={
            <PlaceLink href="/admin/rooms?sort=storageBytes&order=desc" className="text-sm underline">
              {t('upkeep.storage.allRooms')}
            </PlaceLink>
          }
        />
        <Part
          title={t('upkeep.storage.byPerson')}
          name={t('upkeep.storage.person')}
          rows={people}
          of={fileBytes}
        />
      </div>
    </>
  )
}

type PartProps = { title: string; name: string; rows: Row[]; of: number; more?: ReactNode }

function Part({ title, name, rows, of, more }: PartProps) {
  const t = useTranslations()
  const formats = useFormats()
  const columns: Column<Row, never>[] = [
    { key: 'name', label: name, cell: (row) => row.name },
    {
      key: 'files',
      short: true,
      label: t('upkeep.storage.files'),
      cell: ({ files }) => (files === null ? '–' : formats.number(files)),
    },
    {
      key: 'bytes',
      short: true,
      label: t('upkeep.storage.size'),
      cell: ({ bytes }) => <Share bytes={bytes} of={of} />,
    },
  ]
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="font-semibold">{title}</h2>
        {more}
      </div>
      {rows.length === 0 ? (
        <p className="text-ink-soft text-sm">{t('upkeep.storage.none')}</p>
      ) : (
        <DataTable label={title} columns={columns} rows={rows} keyOf={({ key }) => key} />
      )}
    </section>
  )
}

const sum = (rows: { bytes: number }[]) => rows.reduce((all, { bytes }) => all + bytes, 0)
