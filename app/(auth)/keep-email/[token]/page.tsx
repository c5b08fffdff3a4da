import { getTranslations } from 'next-intl/server'
import { PressLink } from '#components/accounts/press-link.tsx'
import { SpentLink } from '#components/accounts/spent-link.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { keptBy } from '#lib/accounts/change-email.ts'
import { isRefusal } from '#lib/errors.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { services } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('accounts.keepEmail.title'))

export default async function Page({ params }: PageProps<'/keep-email/[token]'>) {
  const t = await getTranslations()
  const { token } = await params
  const { world } = services()
  const { name } = await settingsOf(world)
  const change = await keptBy(world, token).catch((error: unknown) => {
    if (isRefusal(error)) return error
    throw error
  })
  if (change instanceof Error)
    return (
      <Welcome name={name} title={t('accounts.keepEmail.spent')}>
        <SpentLink why={change} />
      </Welcome>
    )
  const { before, wanted } = change
  return (
    <Welcome name={name} title={t('accounts.keepEmail.title')}>
      <p className="wrap-anywhere text-ink-soft">{t('accounts.keepEmail.body', { before, wanted })}</p>
      <PressLink deed="keepEmail" token={token} />
    </Welcome>
  )
}
