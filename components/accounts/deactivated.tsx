import { useTranslations } from 'next-intl'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { Welcome } from './welcome.tsx'

/** Instead of the form, for whoever was signed in here until their account was taken out of use. */
export function Deactivated({ name }: { name: string }) {
  const t = useTranslations()
  return (
    <Welcome name={name} title={t('accounts.deactivated.heading')}>
      <p>{t('accounts.deactivated.body')}</p>
      <p className="text-ink-soft">{t('accounts.deactivated.whom')}</p>
      <PlaceLink href="/sign-in?other=1" className={buttonClass('plain')}>
        {t('accounts.deactivated.other')}
      </PlaceLink>
    </Welcome>
  )
}
