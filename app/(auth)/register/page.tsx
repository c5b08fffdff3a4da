import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RegisterForm } from '#components/accounts/register-form.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { ProviderButtons } from '#components/elsewhere/provider-buttons.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { takesPasswords } from '#lib/accounts/takes-passwords.ts'
import { signedIn } from '#lib/auth/viewer.ts'
import { currentPlace } from '#lib/http/place.ts'
import { returnTo } from '#lib/http/return-to.ts'
import { isNew } from '#lib/instance/admission.ts'
import { services } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('accounts.register.title'))

export default async function Page({ searchParams }: PageProps<'/register'>) {
  const { next: wanted, invite } = await searchParams
  const next = returnTo(wanted)
  if (await signedIn()) redirect(next)
  const t = await getTranslations()
  const { world } = services()
  const { name, registration, emailDomains } = await currentPlace()
  const first = await isNew(world)
  const signIn = `/sign-in?next=${encodeURIComponent(next)}`
  const isShut = !first && (registration === 'closed' || (registration === 'invite' && !invite))
  if (isShut)
    return (
      <Welcome name={name} title={t('accounts.register.shutHeading')}>
        <p>{t(registration === 'closed' ? 'accounts.register.closed' : 'accounts.register.byInvitation')}</p>
        <PlaceLink href={signIn} className={buttonClass('primary')}>
          {t('accounts.signIn.submit')}
        </PlaceLink>
      </Welcome>
    )
  return (
    <Welcome name={name} title={t(first ? 'accounts.register.firstHeading' : 'accounts.register.heading')}>
      {first && <p className="text-ink-soft">{t('accounts.register.first')}</p>}
      {takesPasswords(world) && (
        <RegisterForm
          next={first ? '/welcome' : next}
          signInHref={first ? null : signIn}
          invite={typeof invite === 'string' ? invite : null}
          emailDomains={first || invite ? [] : emailDomains}
        />
      )}
      <ProviderButtons
        providers={world.env.providers}
        next={first ? '/welcome' : next}
        invite={typeof invite === 'string' ? invite : null}
      />
    </Welcome>
  )
}
