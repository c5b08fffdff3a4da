import { useTranslations } from 'next-intl'
import { Welcome } from '#components/accounts/welcome.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'

/** Instead of the form to sign in, for whoever was a guest here until now. `name` is the installation's. */
export function GuestOver({ name }: { name: string }) {
  const t = useTranslations()
  return (
    <Welcome name={name} title={t('guests.over.heading')}>
      <p>{t('guests.over.body')}</p>
      <p className="text-ink-soft">{t('guests.over.again')}</p>
      <PlaceLink href="/sign-in?other=1" className={buttonClass('plain')}>
        {t('guests.over.signIn')}
      </PlaceLink>
    </Welcome>
  )
}
