import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignInForm } from '#components/accounts/sign-in-form.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { currentViewer } from '#lib/auth/viewer.ts'
import { returnTo } from '#lib/http/return-to.ts'
import { isNew, isOpenToAll } from '#lib/instance/admission.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { services } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('accounts.signIn.title'))

export default async function Page({ searchParams }: PageProps<'/sign-in'>) {
  const next = returnTo((await searchParams).next)
  if (await currentViewer()) redirect(next)
  const { world } = services()
  const registering = `/register?next=${encodeURIComponent(next)}`
  if (await isNew(world)) redirect(registering)
  const { name } = await settingsOf(world)
  const registerHref = (await isOpenToAll(world)) ? registering : null
  const t = await getTranslations()
  return (
    <Welcome name={name} title={t('accounts.signIn.heading')}>
      <SignInForm next={next} registerHref={registerHref} />
    </Welcome>
  )
}
