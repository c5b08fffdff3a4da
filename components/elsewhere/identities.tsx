import { useTranslations } from 'next-intl'
import { buttonClass } from '#components/ui/button.tsx'
import type { Identity } from '#lib/elsewhere/schema.ts'
import { UnlinkButton } from './unlink-button.tsx'

type Props = { email: string; identities: Identity[]; providers: { id: string; name: string }[] }

/** Where else the account can be signed in to, what is linked, and what could be. */
export function Identities({ email, identities, providers }: Props) {
  const t = useTranslations()
  const unlinked = providers.filter(({ id }) => !identities.some(({ provider }) => provider?.id === id))
  return (
    <ul aria-label={t('elsewhere.profile.title')} className="flex flex-col divide-y divide-line">
      {identities.map(({ id, provider, label }) => {
        const name = provider?.name ?? t('elsewhere.profile.unknown')
        return (
          <li key={id} className="flex flex-wrap items-center gap-3 py-3">
            <div className="min-w-0 flex-1">
              <p className="truncate">{name}</p>
              <p className="truncate text-ink-soft text-sm">
                <bdi>{label}</bdi>
              </p>
            </div>
            <UnlinkButton
              id={id}
              email={email}
              label={t('elsewhere.profile.takeOffOf', { name })}
              words={t('elsewhere.profile.takeOff')}
            />
          </li>
        )
      })}
      {unlinked.map(({ id, name }) => (
        <li key={id} className="flex items-center gap-3 py-3">
          <div className="min-w-0 flex-1">
            <p className="truncate">{name}</p>
            <p className="text-ink-soft text-sm">{t('elsewhere.profile.notLinked')}</p>
          </div>
          <a
            href={`/auth/elsewhere/${id}?link=1&next=/profile`}
            aria-label={t('elsewhere.profile.linkOf', { name })}
            className={buttonClass('plain', 'small')}
          >
            {t('elsewhere.profile.link')}
          </a>
        </li>
      ))}
    </ul>
  )
}
