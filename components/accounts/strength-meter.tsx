import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { cx } from '#components/ui/classes.ts'
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

/**
 * How good a password is, in words; the bars only repeat it. The words are told aloud as they change. There
 * is room for praise before anything is typed, and for advice once it was given: the button below must not
 * move as somebody presses it.
 */
export function StrengthMeter({ strength, short }: Props) {
  const t = useTranslations()
  const [isAdvised, setIsAdvised] = useState(false)
  if (strength && !strength.good && !isAdvised) setIsAdvised(true)
  const reached = strength ? Math.max(1, strength.score) : 0
  return (
    <div className={hintClass}>
      <div aria-hidden className="mb-1.5 flex gap-1">
        {steps.map((step) => (
          <span
            key={step}
            className={cx(
              'h-1 flex-1 rounded-full',
              strength && step <= reached ? colours[strength.score] : 'bg-line',
            )}
          />
        ))}
      </div>
      <div aria-live="polite" className={isAdvised ? 'min-h-13.5' : 'min-h-4.5'}>
        {strength && words(t, strength, short)}
      </div>
    </div>
  )
}

function words(t: Translate, { score, good, advice }: Strength, short: boolean) {
  if (!good) return t('refusals.accounts.weakPassword', { ...advice, place: 'meter' })
  return short ? t('accounts.strength.short') : t(praise[score])
}
