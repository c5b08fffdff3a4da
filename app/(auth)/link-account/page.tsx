import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { SignInForm } from '#components/accounts/sign-in-form.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { LinkButton } from '#components/elsewhere/link-button.tsx'
import { ProviderButtons } from '#components/elsewhere/provider-buttons.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { takesPasswords } from '#lib/accounts/takes-passwords.ts'
import { pendingLinkOf } from '#lib/auth/pending-link.ts'
import { currentViewer } from '#lib/auth/viewer.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'
import { services } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('elsewhere.linking.title'))

/** Whoever signed in elsewhere with the email of an account proves here that it is theirs. */
export default async function Page() {
  const t = await getTranslations()
  const { world } = services()
  const { name } = await settingsOf(world)
  const pending = await pendingLinkOf(world, (await headers()).get('cookie') ?? undefined)
  const { providers } = world.env
  const provider = providers.find(({ id }) => id === pending?.provider)
  if (!pending || !provider)
    return (
      <Welcome name={name} title={t('elsewhere.linking.over')}>
        <p className="text-ink-soft">{t('elsewhere.linking.overBody')}</p>
        <PlaceLink href="/sign-in" className={buttonClass('primary')}>
          {t('accounts.signIn.submit')}
        </PlaceLink>
      </Welcome>
    )
  const viewer = await currentViewer()
  const named = { label: pending.label, provider: provider.name }
  if (!viewer)
    return (
      <Welcome name={name} title={t('elsewhere.linking.heading')}>
        <p className="text-ink-soft">{t('elsewhere.linking.prove', named)}</p>
        <SignInForm
          next="/link-account"
          registerHref={null}
          passwords={takesPasswords(world)}
          passkeys={!takesPasswords(world)}
          mail={isMailSetUp(world.env)}
        />
        <ProviderButtons providers={providers.filter((one) => one !== provider)} next="/link-account" />
      </Welcome>
    )
  const isOwn = viewer.userId === pending.userId
  return (
    <Welcome name={name} title={t('elsewhere.linking.title')}>
      <p className="text-ink-soft">
        {isOwn ? t('elsewhere.linking.agree', named) : t('elsewhere.linking.other', named)}
      </p>
      <div className="flex flex-col gap-3">
        {isOwn && <LinkButton label={t('elsewhere.linking.submit', named)} />}
        <PlaceLink href={pending.next} className={buttonClass('plain')}>
          {t('elsewhere.linking.notNow')}
        </PlaceLink>
      </div>
    </Welcome>
  )
}
