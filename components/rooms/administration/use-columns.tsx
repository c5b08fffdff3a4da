import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { useMoments } from '#components/words/use-moments.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import type { AnyRoomSearch } from '#lib/rooms/browser/any-room-search.ts'
import type { AnyRoom } from '#lib/rooms/schema.ts'

/** What is told of each room: how much it is, never what is said in it. */
export function useColumns(): Column<AnyRoom, AnyRoomSearch['sort']>[] {
  const t = useTranslations()
  const formats = useFormats()
  const { day } = useMoments()
  const kindOf = ({ visibility, type }: AnyRoom) =>
    t('upkeep.rooms.kindOfRoom', {
      visibility: t(`upkeep.rooms.says.${visibility}`),
      type: t(`upkeep.rooms.types.${type}`),
    })
  return [
    {
      key: 'name',
      label: t('upkeep.rooms.name'),
      sort: 'name',
      cell: (room) => (
        <div className="min-w-0">
          <p className="flex items-center gap-2">
            {room.visibility === 'direct' ? (
              t('upkeep.rooms.direct')
            ) : (
              <bdi className="break-words font-medium">{room.name}</bdi>
            )}
            {!room.isActive && <Badge>{t('upkeep.rooms.states.archived')}</Badge>}
          </p>
          <p className="text-ink-soft">{kindOf(room)}</p>
        </div>
      ),
    },
    {
      key: 'owner',
      label: t('upkeep.rooms.owner'),
      cell: ({ owner, visibility }) =>
        owner ? <bdi>{owner.name}</bdi> : visibility === 'direct' ? '' : t('upkeep.rooms.noOwner'),
    },
    {
      key: 'members',
      short: true,
      label: t('upkeep.rooms.members'),
      sort: 'memberCount',
      cell: ({ memberCount }) => formats.number(memberCount),
    },
    {
      key: 'messages',
      short: true,
      label: t('upkeep.rooms.messages'),
      sort: 'messageCount',
      cell: ({ messageCount }) => formats.number(messageCount),
    },
    {
      key: 'files',
      short: true,
      label: t('upkeep.rooms.files'),
      sort: 'storageBytes',
      cell: ({ storageBytes }) => sizeText(formats, storageBytes),
    },
    {
      key: 'last',
      short: true,
      label: t('upkeep.rooms.last'),
      sort: 'lastMessageAt',
      cell: ({ lastMessageAt }) => (lastMessageAt === null ? t('upkeep.rooms.never') : day(lastMessageAt)),
    },
  ]
}
