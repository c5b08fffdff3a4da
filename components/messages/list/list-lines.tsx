import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { cx } from '#components/ui/classes.ts'
import { dayName } from './time.ts'

const pill =
  'rounded-full border border-line bg-raised px-3 py-0.5 font-medium text-ink-soft text-xs shadow-sm'

export function DayLine({ at }: { at: string }) {
  return (
    <div data-testid="day" className="flex justify-center pt-3 pb-1">
      <span className={pill}>{dayName(at)}</span>
    </div>
  )
}

/** The day of what is at the top of the view; its own line is further up. */
export function CurrentDay({ at, covered }: { at: string | undefined; covered: boolean }) {
  return (
    <div
      aria-hidden
      data-testid="current-day"
      className={cx('pointer-events-none sticky z-10 flex h-0 justify-center', covered ? 'top-12' : 'top-2')}
    >
      {at && <span className={cx(pill, 'h-fit')}>{dayName(at)}</span>}
    </div>
  )
}

export function NewLine() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule with a word in it
    <div
      role="separator"
      aria-label="New messages"
      className="flex items-center gap-3 px-4 py-2 text-accent-text sm:px-6"
    >
      <span className="h-px flex-1 bg-accent" />
      <span className="font-semibold text-xs">New</span>
    </div>
  )
}

export function Beginning() {
  const { room } = useTalk()
  return (
    <div className="px-4 pt-12 pb-4 sm:px-6">
      <p className="font-semibold text-lg">
        This is where {room.visibility === 'direct' && 'your conversation with '}
        {room.name} begins.
      </p>
      <p className="text-ink-soft">
        {room.description || 'Write the first message below. Everybody in the room will see it.'}
      </p>
    </div>
  )
}
