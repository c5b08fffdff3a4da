import { getTranslations } from 'next-intl/server'
import { PressLink } from '#components/accounts/press-link.tsx'
import { SpentLink } from '#components/accounts/spent-link.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { confirmedBy } from '#lib/accounts/verification.ts'
import { isRefusal } from '#lib/errors.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { services } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('accounts.verify.title'))

export default async function Page({ params }: PageProps<'/verify/[token]'>) {
  const t = await getTranslations()
  const { token } = await params
  const { world } = services()
  const { name } = await settingsOf(world)
  const email = await confirmedBy(world, token).catch((error: unknown) => {
    if (isRefusal(error)) return error
    throw error
  })
  if (typeof email !== 'string')
    return (
      <Welcome name={name} title={t('accounts.verify.spent')}>
        <SpentLink why={email} />
      </Welcome>
    )
  return (
    <Welcome name={name} title={t('accounts.verify.title')}>
      <p className="wrap-anywhere text-ink-soft">{t('accounts.verify.body', { email })}</p>
      <PressLink deed="verify" token={token} />
    </Welcome>
  )
}
