'use client'

import { MessageSquareOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTimes } from '#components/messages/list/use-times.ts'
import { withWords } from '#components/words/with-words.tsx'
import type { Mute } from '#lib/rooms/schema.ts'
import moderated from '#lib/words/en/moderated.json' with { type: 'json' }

/** `closed`: that only moderators post, or write at all, in a room that is in use. */
type Props = { mute: Mute | null; closed?: 'repliesOnly' | 'readOnly' | null }

/**
 * In the place to write, to whoever only reads: that the room is archived, who writes there, or until when
 * they are muted.
 */
export default withWords({ moderated })(function ReadOnly({ mute, closed }: Props) {
  const t = useTranslations()
  if (mute) return <Muted mute={mute} />
  return (
    <p className="m-4 mt-0 rounded-xl bg-sunken px-4 py-3 text-center text-ink-soft">
      {closed ? t(`messages.composer.${closed}`) : t('moderated.archived')}
    </p>
  )
})

function Muted({ mute: { until, reason } }: { mute: Mute }) {
  const t = useTranslations()
  const times = useTimes()
  return (
    <div
      role="status"
      className="m-4 mt-0 flex items-start gap-3 rounded-xl bg-sunken px-4 py-3 text-ink-soft sm:mx-6"
    >
      <MessageSquareOff size={18} aria-hidden className="mt-0.5 shrink-0" />
      <div className="min-w-0">
        <p className="font-medium text-ink">
          {until === null ? t('moderated.you') : t('moderated.youUntil', { when: times.short(until) })}
        </p>
        {reason !== '' && (
          <p dir="auto" className="wrap-anywhere">
            {reason}
          </p>
        )}
        <p className="text-sm">{t('moderated.kept')}</p>
      </div>
    </div>
  )
}
