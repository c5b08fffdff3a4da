import { CircleAlert, CircleCheck, CircleMinus, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cx } from '#components/ui/classes.ts'
import type { Finding } from '#lib/health/schema.ts'

const looks = {
  good: { Icon: CircleCheck, colour: 'text-online', words: 'text-ink-soft' },
  look: { Icon: TriangleAlert, colour: 'text-accent-text', words: 'text-accent-text' },
  bad: { Icon: CircleAlert, colour: 'text-danger-text', words: 'text-danger-text' },
  unset: { Icon: CircleMinus, colour: 'text-ink-soft', words: 'text-ink-soft' },
}

/** One thing that was looked at: by sign and word, how it is and what to do. */
export function FindingRow({ finding: { subject, state, says, params } }: { finding: Finding }) {
  const t = useTranslations()
  const { Icon, colour, words } = looks[state]
  return (
    <li className="flex gap-3 border-line py-3 not-first:border-t">
      <Icon size={18} aria-hidden className={cx('mt-0.5 shrink-0', colour)} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap justify-between gap-x-4">
          <h2 className="font-medium">{t(`upkeep.health.subjects.${subject}`)}</h2>
          <span className={cx('text-xs', words)}>{t(`upkeep.health.states.${state}`)}</span>
        </div>
        <p className="wrap-anywhere text-ink-soft">
          {t(`upkeep.health.says.${says}` as never, params as never)}
        </p>
      </div>
    </li>
  )
}
