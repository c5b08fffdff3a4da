import { getTranslations } from 'next-intl/server'
import { ResetForm } from '#components/accounts/reset-form.tsx'
import { Welcome } from '#components/accounts/welcome.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { ownerOfLink } from '#lib/accounts/password-links.ts'
import { takesPasswords } from '#lib/accounts/takes-passwords.ts'
import { isRefusal } from '#lib/errors.ts'
import { currentPlace } from '#lib/http/place.ts'
import { services } from '#lib/services.ts'
import { refusalWords } from '#lib/words/refusal-words.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('accounts.reset.title'))

export default async function Page({ params }: PageProps<'/reset/[token]'>) {
  const t = await getTranslations()
  const { token } = await params
  const { world } = services()
  const { name } = await currentPlace()
  const owner = await ownerOfLink(world, token).catch((error: unknown) => {
    if (isRefusal(error)) return error
    throw error
  })
  if (owner instanceof Error)
    return (
      <Welcome name={name} title={t('accounts.reset.spent')}>
        <p className="text-ink-soft">{refusalWords(t, owner)}</p>
        {takesPasswords(world) && (
          <PlaceLink href="/forgot" className={buttonClass('primary')}>
            {t('accounts.reset.again')}
          </PlaceLink>
        )}
        <PlaceLink href="/sign-in" className={buttonClass('plain')}>
          {t('accounts.signIn.submit')}
        </PlaceLink>
      </Welcome>
    )
  return (
    <Welcome name={name} title={t('accounts.reset.heading', { name: owner.name })}>
      <p className="text-ink-soft">{t('accounts.reset.body', { email: owner.email })}</p>
      <ResetForm token={token} owner={owner} />
    </Welcome>
  )
}
