import { useTranslations } from 'next-intl'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import type { Refusal } from '#lib/errors.ts'
import { refusalWords } from '#lib/words/refusal-words.ts'

/** Why a link opens nothing, and the way on. */
export function SpentLink({ why }: { why: Refusal }) {
  const t = useTranslations()
  return (
    <>
      <p className="text-ink-soft">{refusalWords(t, why)}</p>
      <PlaceLink href="/rooms" className={buttonClass('primary')}>
        {t('accounts.verify.onwards')}
      </PlaceLink>
    </>
  )
}
