import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { useMoments } from '#components/words/use-moments.ts'
import type { AccountSearch } from '#lib/accounts/browser/account-search.ts'
import type { Account } from '#lib/accounts/schema.ts'
import { sizeText } from '#lib/files/browser/size.ts'

/** What is told of each account. `mail`: whether it is set up, so that emails can be confirmed. */
export function useColumns(mail: boolean): Column<Account, AccountSearch['sort']>[] {
  const t = useTranslations()
  const formats = useFormats()
  const { day } = useMoments()
  return [
    {
      key: 'name',
      label: t('administration.people.name'),
      sort: 'name',
      cell: ({ name, email, emailVerified, state }) => (
        <div className="min-w-0">
          <p className="flex items-center gap-2">
            <bdi className="break-words font-medium">{name}</bdi>
            {state === 'deactivated' && (
              <Badge look="danger">{t('administration.people.states.deactivated')}</Badge>
            )}
          </p>
          <p className="wrap-anywhere text-ink-soft">
            {email === '' ? t('administration.people.guestOfRoom') : email}
            {mail && email !== '' && !emailVerified && ` · ${t('administration.people.unverified')}`}
          </p>
        </div>
      ),
    },
    {
      key: 'role',
      short: true,
      label: t('administration.people.role'),
      cell: ({ role }) => t(`administration.people.roles.${role}`),
    },
    {
      key: 'lastSeenAt',
      short: true,
      label: t('administration.people.lastSeen'),
      sort: 'lastSeenAt',
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? t('administration.people.never') : day(lastSeenAt)),
    },
    {
      key: 'createdAt',
      short: true,
      label: t('administration.people.created'),
      sort: 'createdAt',
      cell: ({ createdAt }) => day(createdAt),
    },
    {
      key: 'sessions',
      short: true,
      label: t('administration.people.sessions'),
      cell: ({ sessionCount }) => formats.number(sessionCount),
    },
    {
      key: 'twoFactor',
      short: true,
      label: t('administration.people.twoFactor'),
      cell: ({ twoFactor }) =>
        t(twoFactor ? 'administration.people.twoFactorOn' : 'administration.people.twoFactorOff'),
    },
    {
      key: 'storage',
      short: true,
      label: t('administration.people.files'),
      cell: ({ storageBytes }) => sizeText(formats, storageBytes),
    },
  ]
}
