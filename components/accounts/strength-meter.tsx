import { hintClass } from '#components/ui/field.ts'
import type { Strength } from '#lib/accounts/strength.ts'

type Props = { strength: Strength | null; short: boolean }

const steps = [1, 2, 3, 4] as const
const colours = ['bg-danger', 'bg-danger', 'bg-accent-strong', 'bg-online', 'bg-online'] as const
const praise = [
  '',
  '',
  'Good enough. A longer one is better.',
  'A good password.',
  'A strong password.',
] as const

/** How good a password is, in words; the bars only repeat it. The words are told aloud as they change. */
export function StrengthMeter({ strength, short }: Props) {
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
          {words(strength, short)}
        </>
      )}
    </div>
  )
}

function words({ score, good, advice }: Strength, short: boolean) {
  if (!good) return `Too easy to guess. ${advice}`
  return short ? 'Too short yet.' : praise[score]
}
