import { useTranslations } from 'next-intl'
import { useTimes } from '#components/messages/list/use-times.ts'
import { useMute } from '#components/rooms/use-mute.ts'
import { cx } from '#components/ui/classes.ts'
import { withWords } from '#components/words/with-words.tsx'
import type { Member } from '#lib/rooms/schema.ts'
import { isolated } from '#lib/text/isolate.ts'
import moderation from '#lib/words/en/moderation.json' with { type: 'json' }

type Props = {
  member: Member
  /** In as many lines as the reason takes, not in one. */
  whole?: boolean
}

/** To moderators, below the name of whoever is muted, as long as they are. */
export const MutedLine = withWords({ moderation })(function MutedLine({ member, whole }: Props) {
  const t = useTranslations()
  const times = useTimes()
  const mute = useMute(member)
  if (!mute) return null
  const words =
    mute.until === null
      ? t('moderation.mute.badge')
      : t('moderation.mute.badgeUntil', { when: times.short(mute.until) })
  return (
    <span className={cx('block text-ink-soft text-xs', whole ? 'max-w-full break-words' : 'truncate')}>
      {mute.reason === '' ? words : `${words} · ${isolated(mute.reason)}`}
    </span>
  )
})
