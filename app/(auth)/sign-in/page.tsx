import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Deactivated } from '#components/accounts/deactivated.tsx'
import { SignInForm } from '#components/accounts/sign-in-form.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { ProviderButtons } from '#components/elsewhere/provider-buttons.tsx'
import { Refused } from '#components/elsewhere/refused.tsx'
import { GuestOver } from '#components/guests/guest-over.tsx'
import { siteOf } from '#lib/accounts/passkeys/site.ts'
import { whyOut } from '#lib/accounts/queries.ts'
import { takesPasswords } from '#lib/accounts/takes-passwords.ts'
import { namedBy } from '#lib/auth/identify.ts'
import { signedIn } from '#lib/auth/viewer.ts'
import { currentPlace } from '#lib/http/place.ts'
import { returnTo } from '#lib/http/return-to.ts'
import { isNew, isOpenToAll } from '#lib/instance/admission.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'
import { services } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('accounts.signIn.title'))

export default async function Page({ searchParams }: PageProps<'/sign-in'>) {
  const asked = await searchParams
  const next = returnTo(asked.next)
  if (await signedIn()) redirect(next)
  const { world } = services()
  const registering = `/register?next=${encodeURIComponent(next)}`
  if ((await isNew(world)) && takesPasswords(world)) redirect(registering)
  const { name } = await currentPlace()
  const { providers } = world.env
  const given = await headers()
  const header = (named: string) => given.get(named) ?? undefined
  const isAskedFor = asked.other || asked.refused
  const why = isAskedFor ? null : await whyOut(world, (await namedBy(world, header('cookie')))?.sessionId)
  if (why === 'deactivated') return <Deactivated name={name} />
  if (why === 'guestOver') return <GuestOver name={name} />
  const registerHref = takesPasswords(world) && (await isOpenToAll(world)) ? registering : null
  const t = await getTranslations()
  return (
    <Welcome name={name} title={t('accounts.signIn.heading')}>
      <Refused asked={asked} providers={providers} />
      <SignInForm
        next={next}
        registerHref={registerHref}
        mail={isMailSetUp(world.env)}
        passwords={takesPasswords(world)}
        passkeys={siteOf(header) !== null}
      />
      <ProviderButtons providers={providers} next={next} />
    </Welcome>
  )
}
