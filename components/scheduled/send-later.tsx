'use client'

import { CalendarClock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTimes } from '#components/messages/list/use-times.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { say } from '#components/ui/toast.ts'
import { messageOf, type Unsent } from '#lib/messages/browser/outbox.ts'
import { scheduled } from '#lib/scheduled/browser/scheduled.ts'
import { newUuid } from '#lib/uuid.ts'

const ChooseTime = lazily(() => import('#components/times/choose-time.tsx'))

type Props = {
  roomId: string
  /** What was written, made ready to be sent; null when it cannot be, which is said where it was written. */
  ready: () => Omit<Unsent, 'clientId'> | null
  onSent: () => void
}

/** Beside the button that sends: the same at a time of one's own. */
export function SendLater({ roomId, ready, onSent }: Props) {
  const t = useTranslations()
  const times = useTimes()
  const [asked, setAsked] = useState<Unsent | null>(null)
  const ask = () => {
    const message = ready()
    // Chosen again after an answer was lost, it is the same message.
    if (message) setAsked({ ...message, clientId: newUuid() })
  }
  const choose = async (at: string) => {
    if (!asked) return
    await scheduled.add(roomId, messageOf(asked), at)
    say(t('scheduled.set', { when: times.short(at) }))
    setAsked(null)
    onSent()
  }
  return (
    <>
      <IconButton label={t('scheduled.button')} onClick={ask}>
        <CalendarClock size={18} aria-hidden />
      </IconButton>
      {asked && (
        <ChooseTime
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title={t('scheduled.choose')}
          onChoose={choose}
        />
      )}
    </>
  )
}
