'use client'

import { useTranslations } from 'next-intl'
import { useTimes } from '#components/messages/list/use-times.ts'
import ChooseTime from '#components/times/choose-time.tsx'
import { say } from '#components/ui/toast.ts'
import { reminders } from '#lib/reminders/browser/reminders.ts'

type Props = {
  /** Null while nobody asks. */
  messageId: string | null
  onDone: () => void
  /** It was set. */
  onSet?: () => void
  /** The time that is offered first. */
  said?: Date
}

/** Asks when to be reminded of a message, for the first time or instead of another one. */
export default function RemindMe({ messageId, onDone, onSet, said }: Props) {
  const t = useTranslations()
  const times = useTimes()
  const choose = async (at: string) => {
    if (messageId === null) return
    await reminders.set(messageId, at)
    say(t('reminders.set', { when: times.short(at) }))
    onDone()
    onSet?.()
  }
  return (
    <ChooseTime
      open={messageId !== null}
      onOpenChange={(open) => !open && onDone()}
      title={t('reminders.choose')}
      onChoose={choose}
      said={said}
    />
  )
}
