import { useTranslations } from 'next-intl'
import { buttonClass } from '#components/ui/button.tsx'

type Provider = { id: string; name: string }
type Props = { providers: Provider[]; next: string; invite?: string | null }

/** The ways in that lead elsewhere. They are links out of this site, so nothing of them is fetched ahead. */
export function ProviderButtons({ providers, next, invite }: Props) {
  const t = useTranslations()
  if (providers.length === 0) return null
  const query = new URLSearchParams({ next, ...(invite && { invite }) })
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-center gap-3 text-ink-soft text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('elsewhere.or')}
      </p>
      {providers.map(({ id, name }) => (
        <a key={id} href={`/auth/elsewhere/${id}?${query}`} className={buttonClass('plain')}>
          <span className="truncate">{t('elsewhere.with', { name })}</span>
        </a>
      ))}
    </div>
  )
}
