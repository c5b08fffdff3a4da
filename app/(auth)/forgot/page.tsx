import { getTranslations } from 'next-intl/server'
import { ForgotForm } from '#components/accounts/forgot-form.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { takesPasswords } from '#lib/accounts/takes-passwords.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'
import { services } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('accounts.forgot.title'))

export default async function Page() {
  const t = await getTranslations()
  const { world } = services()
  const { name } = await settingsOf(world)
  return (
    <Welcome name={name} title={t('accounts.forgot.heading')}>
      {!takesPasswords(world) ? (
        <p>{t('accounts.forgot.nobody')}</p>
      ) : isMailSetUp(world.env) ? (
        <ForgotForm />
      ) : (
        <p>{t('accounts.forgot.whom')}</p>
      )}
      <PlaceLink href="/sign-in" className={buttonClass('plain')}>
        {t('accounts.forgot.back')}
      </PlaceLink>
    </Welcome>
  )
}
