'use client'

import { useTranslations } from 'next-intl'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { useMoments } from '#components/words/use-moments.ts'
import type { ExpectedPerson } from '#lib/accounts/schema.ts'

/** Who was given a link to their account, and has not come by it yet. */
export function Expected({ people }: { people: readonly ExpectedPerson[] }) {
  const t = useTranslations()
  const { moment } = useMoments()
  const columns: Column<ExpectedPerson, never>[] = [
    {
      key: 'name',
      label: t('upkeep.invitations.person'),
      cell: ({ name, email }) => (
        <div className="min-w-0">
          <bdi className="break-words font-medium">{name}</bdi>
          <p className="wrap-anywhere text-ink-soft">{email}</p>
        </div>
      ),
    },
    {
      key: 'ends',
      short: true,
      label: t('upkeep.invitations.ends'),
      cell: ({ expiresAt }) => moment(expiresAt),
    },
  ]
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold">{t('upkeep.invitations.expected')}</h2>
      <p className="text-ink-soft text-sm">{t('upkeep.invitations.expectedHint')}</p>
      <DataTable
        label={t('upkeep.invitations.expected')}
        columns={columns}
        rows={people}
        keyOf={({ id }) => id}
      />
    </section>
  )
}
