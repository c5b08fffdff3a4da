import { useTranslations } from 'next-intl'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import type { AllGoing } from '#lib/retention/schema.ts'

type Row = AllGoing['rooms'][number]

/** What would go, in all and by room. */
export function WouldGo({ going: { total, rooms } }: { going: AllGoing }) {
  const t = useTranslations()
  const formats = useFormats()
  if (total.messages === 0) return <p className="text-sm">{t('administration.settings.retention.nothing')}</p>
  const date = (at: string | null) => at && formats.dateTime(new Date(at), { dateStyle: 'medium' })
  const columns: Column<Row, never>[] = [
    {
      key: 'room',
      label: t('administration.settings.retention.room'),
      cell: ({ room }) =>
        room.name === '' ? t('administration.settings.retention.direct') : <bdi>{room.name}</bdi>,
    },
    {
      key: 'kept',
      short: true,
      label: t('administration.settings.retention.kept'),
      cell: ({ days }) => t('administration.settings.retention.keptDays', { days }),
    },
    {
      key: 'messages',
      short: true,
      label: t('administration.settings.retention.messages'),
      cell: ({ messages }) => formats.number(messages),
    },
    {
      key: 'files',
      short: true,
      label: t('administration.settings.retention.files'),
      cell: ({ files, bytes }) =>
        files === 0 ? '0' : `${formats.number(files)} (${sizeText(formats, bytes)})`,
    },
    {
      key: 'oldest',
      short: true,
      label: t('administration.settings.retention.oldest'),
      cell: ({ oldestAt }) => date(oldestAt),
    },
  ]
  const { messages, files, bytes } = total
  return (
    <>
      <p className="font-medium text-sm">
        {t('administration.settings.retention.sum', { messages, files, size: sizeText(formats, bytes) })}
      </p>
      <DataTable
        label={t('administration.settings.retention.table')}
        columns={columns}
        rows={rooms}
        keyOf={({ room }) => room.id}
      />
    </>
  )
}
