'use client'

import { CalendarClock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTimes } from '#components/messages/list/use-times.ts'
import { Button } from '#components/ui/button.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import type { ScheduledMessage } from '#lib/scheduled/schema.ts'

const ScheduledDialog = lazily(() => import('./scheduled-dialog.tsx'))

type Props = { here: readonly ScheduledMessage[] }

/** What of oneself is to be sent in this room, or could not be sent, and the way to it. */
export default function ScheduledLine({ here }: Props) {
  const t = useTranslations()
  const times = useTimes()
  const [open, setOpen] = useState(false)
  const failed = here.filter(({ state }) => state === 'failed').length
  const [next] = here.filter(({ state }) => state !== 'failed')
  return (
    <>
      {here.length > 0 && (
        <p
          role="status"
          className={`flex items-center gap-2 px-4 pb-1 text-sm sm:px-6 ${failed > 0 ? 'text-danger-text' : 'text-ink-soft'}`}
        >
          <CalendarClock size={14} aria-hidden className="shrink-0" />
          <span className="min-w-0 truncate">
            {failed > 0 && t('scheduled.failedHere', { count: failed })}
            {failed === 0 &&
              next &&
              t('scheduled.here', { count: here.length, when: times.dayAndClock(next.sendAt) })}
          </span>
          <Button look="quiet" size="small" onClick={() => setOpen(true)}>
            {t('scheduled.show')}
          </Button>
        </p>
      )}
      {open && <ScheduledDialog messages={here} onDone={() => setOpen(false)} />}
    </>
  )
}
