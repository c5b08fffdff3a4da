import { useTranslations } from 'next-intl'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useKeptDays } from '#components/retention/use-kept-days.ts'
import { cx } from '#components/ui/classes.ts'
import { lazily } from '#components/ui/lazily.tsx'
import { useTimes } from './use-times.ts'

const KeptLine = lazily(() => import('#components/retention/kept-line.tsx'))

const pill =
  'rounded-full border border-line bg-raised px-3 py-0.5 font-medium text-ink-soft text-xs shadow-sm'

export function DayLine({ at }: { at: string }) {
  const times = useTimes()
  return (
    <div data-testid="day" className="flex justify-center pt-3 pb-1">
      <span className={pill}>{times.day(at)}</span>
    </div>
  )
}

/** The day of what is at the top of the view; its own line is further up. */
export function CurrentDay({ at, covered }: { at: string | undefined; covered: boolean }) {
  const times = useTimes()
  return (
    <div
      aria-hidden
      data-testid="current-day"
      className={cx('pointer-events-none sticky z-10 flex h-0 justify-center', covered ? 'top-12' : 'top-2')}
    >
      {at && <span className={cx(pill, 'h-fit')}>{times.day(at)}</span>}
    </div>
  )
}

export function NewLine() {
  const t = useTranslations()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule with a word in it
    <div
      role="separator"
      aria-label={t('messages.unread.line')}
      className="flex items-center gap-3 px-4 py-2 text-accent-text sm:px-6"
    >
      <span className="h-px flex-1 bg-accent" />
      <span className="font-semibold text-xs">{t('messages.unread.short')}</span>
    </div>
  )
}

export function Beginning() {
  const t = useTranslations()
  const { room } = useTalk()
  const isDirect = room.visibility === 'direct'
  const days = useKeptDays(room.id)
  return (
    <div className="px-4 pt-12 pb-4 sm:px-6">
      <p className="font-semibold text-lg">
        {isDirect
          ? t('messages.beginning.direct', { name: room.name })
          : t('messages.beginning.room', { name: room.name })}
      </p>
      <p className="text-ink-soft">
        {room.description ||
          (room.isActive && t(isDirect ? 'messages.beginning.directBody' : 'messages.beginning.body'))}
      </p>
      {days !== null && (
        <p className="min-h-6 text-ink-soft">
          <KeptLine days={days} />
        </p>
      )}
    </div>
  )
}
