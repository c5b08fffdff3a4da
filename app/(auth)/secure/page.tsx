import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PasskeySetting } from '#components/accounts/security/passkey-setting.tsx'
import { TwoFactorSetting } from '#components/accounts/security/two-factor-setting.tsx'
import { SignOutButton } from '#components/accounts/sign-out-button.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { myPasskeys } from '#lib/accounts/passkeys/own.ts'
import { siteOf } from '#lib/accounts/passkeys/site.ts'
import { hasPassword, myProfile } from '#lib/accounts/queries.ts'
import { myTwoFactor } from '#lib/accounts/two-factor/set-up.ts'
import { signedIn } from '#lib/auth/viewer.ts'
import { returnTo } from '#lib/http/return-to.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('factors.required.title'))

/** Where whoever has no second factor is led, if one is required. It stays while recovery codes are told. */
export default async function Page({ searchParams }: PageProps<'/secure'>) {
  const next = returnTo((await searchParams).next)
  const viewer = await signedIn()
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(next)}`)
  const t = await getTranslations()
  const context = contextOf(viewer)
  const { name } = await settingsOf(context)
  const { email } = await myProfile(context)
  const given = await headers()
  return (
    <Welcome name={name} title={t('factors.required.title')}>
      <p className="text-ink-soft">
        {t(viewer.mustSetUp ? 'factors.required.body' : 'factors.required.done')}
      </p>
      <TwoFactorSetting
        state={await myTwoFactor(context)}
        email={email}
        hasPassword={await hasPassword(context, context.db.read, viewer.userId)}
      />
      <PasskeySetting
        email={email}
        passkeys={await myPasskeys(context)}
        possible={siteOf((header) => given.get(header) ?? undefined) !== null}
      />
      <div className="flex flex-wrap gap-2">
        {!viewer.mustSetUp && (
          <PlaceLink href={next} className={buttonClass('primary')}>
            {t('factors.required.goOn')}
          </PlaceLink>
        )}
        <SignOutButton />
      </div>
    </Welcome>
  )
}
