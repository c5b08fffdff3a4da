'use client'

import { Ticket } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { ListedTable, RowOptions } from '#components/instance/listed-table.tsx'
import { ListTitle } from '#components/rooms/list-page.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { useFormats } from '#components/words/use-formats.ts'
import { useMoments } from '#components/words/use-moments.ts'
import type { Page } from '#lib/http/schema.ts'
import type { AnyInvite } from '#lib/rooms/schema.ts'
import { InviteMenu, inviteMenu } from './invite-menu.tsx'

/** All links that lead into rooms now, and what an administrator may do with each. */
export function AllInvites({ first, children }: { first: Page<AnyInvite>; children?: ReactNode }) {
  const t = useTranslations()
  const columns = useColumns()
  const [sought, setSought] = useState('')
  const query = sought.trim()
  const list = usePages('GET /admin/invites', { query: query ? { query } : {} }, { first, pauseMs: 200 })
  return (
    <>
      <ListTitle>{t('upkeep.invitations.title')}</ListTitle>
      <p className="max-w-3xl text-ink-soft text-sm">{t('upkeep.invitations.intro')}</p>
      <div className="flex">
        <SearchField label={t('upkeep.invitations.search')} value={sought} onChange={setSought} />
      </div>
      <ListedTable
        list={list}
        none={<EmptyState icon={<Ticket size={22} />} title={t('upkeep.invitations.none')} />}
        label={t('upkeep.invitations.title')}
        columns={columns}
        options={{
          label: t('upkeep.invitations.options'),
          of: (invite) => (
            <RowOptions
              menu={inviteMenu}
              of={invite}
              label={t('upkeep.invitations.optionsOf', {
                maker: invite.creator.name,
                room: invite.room.name,
              })}
            />
          ),
        }}
      />
      {children}
      <InviteMenu onEnded={list.drop} />
    </>
  )
}

function useColumns(): Column<AnyInvite, never>[] {
  const t = useTranslations()
  const formats = useFormats()
  const { day: when } = useMoments()
  return [
    {
      key: 'room',
      label: t('upkeep.invitations.room'),
      cell: ({ room }) => (
        <div className="min-w-0">
          <bdi className="break-words font-medium">{room.name}</bdi>
          <p className="text-ink-soft">{t(`upkeep.rooms.says.${room.visibility}`)}</p>
        </div>
      ),
    },
    {
      key: 'maker',
      label: t('upkeep.invitations.maker'),
      cell: ({ creator }) => <bdi>{creator.name}</bdi>,
    },
    {
      key: 'uses',
      short: true,
      label: t('upkeep.invitations.uses'),
      cell: ({ usesLeft }) => formats.number(usesLeft),
    },
    {
      key: 'made',
      short: true,
      label: t('upkeep.invitations.made'),
      cell: ({ createdAt }) => when(createdAt),
    },
    {
      key: 'ends',
      short: true,
      label: t('upkeep.invitations.ends'),
      cell: ({ expiresAt }) => when(expiresAt),
    },
  ]
}
