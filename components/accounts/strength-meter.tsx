import { useTranslations } from 'next-intl'
import { hintClass } from '#components/ui/field.ts'
import type { Strength } from '#lib/accounts/strength.ts'
import type { Translate } from '#lib/words/translate.ts'

type Props = { strength: Strength | null; short: boolean }

const steps = [1, 2, 3, 4] as const
const colours = ['bg-danger', 'bg-danger', 'bg-accent-strong', 'bg-online', 'bg-online'] as const
const praise = [
  'accounts.strength.enough',
  'accounts.strength.enough',
  'accounts.strength.enough',
  'accounts.strength.good',
  'accounts.strength.strong',
] as const

/** How good a password is, in words; the bars only repeat it. The words are told aloud as they change. */
export function StrengthMeter({ strength, short }: Props) {
  const t = useTranslations()
  return (
    <div aria-live="polite" className={hintClass}>
      {strength && (
        <>
          <div aria-hidden className="mb-1.5 flex gap-1">
            {steps.map((step) => (
              <span
                key={step}
                className={`h-1 flex-1 rounded-full ${step <= Math.max(1, strength.score) ? colours[strength.score] : 'bg-line'}`}
              />
            ))}
          </div>
          {words(t, strength, short)}
        </>
      )}
    </div>
  )
}

function words(t: Translate, { score, good, advice }: Strength, short: boolean) {
  if (!good) return t('refusals.accounts.weakPassword', { ...advice, place: 'meter' })
  return short ? t('accounts.strength.short') : t(praise[score])
}
