'use client'

import { CalendarClock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import type { Unsent } from '#lib/messages/browser/outbox.ts'
import { newUuid } from '#lib/uuid.ts'

const ChooseAndSchedule = lazily(() => import('./choose-and-schedule.tsx'))

type Props = {
  roomId: string
  /** What was written, made ready to be sent; null when it cannot be, which is said where it was written. */
  ready: () => Omit<Unsent, 'clientId'> | null
  onSent: () => void
}

/** Beside the button that sends: the same at a time of one's own. */
export function SendLater({ roomId, ready, onSent }: Props) {
  const t = useTranslations()
  const [asked, setAsked] = useState<Unsent | null>(null)
  const ask = () => {
    const message = ready()
    // Chosen again after an answer was lost, it is the same message.
    if (message) setAsked({ ...message, clientId: newUuid() })
  }
  return (
    <>
      <IconButton label={t('scheduled.button')} onClick={ask}>
        <CalendarClock size={18} aria-hidden />
      </IconButton>
      {asked && (
        <ChooseAndSchedule roomId={roomId} message={asked} onClose={() => setAsked(null)} onSent={onSent} />
      )}
    </>
  )
}
