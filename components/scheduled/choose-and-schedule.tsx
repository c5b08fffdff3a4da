import { useTranslations } from 'next-intl'
import { useTimes } from '#components/messages/list/use-times.ts'
import ChooseTime from '#components/times/choose-time.tsx'
import { say } from '#components/ui/toast.ts'
import { messageOf, type Unsent } from '#lib/messages/browser/outbox.ts'
import { scheduled } from '#lib/scheduled/browser/scheduled.ts'

type Props = { roomId: string; message: Unsent; onClose: () => void; onSent: () => void }

/** When a message is to be sent; then it is kept for that time. */
export default function ChooseAndSchedule({ roomId, message, onClose, onSent }: Props) {
  const t = useTranslations()
  const times = useTimes()
  const choose = async (at: string) => {
    await scheduled.add(roomId, messageOf(message), at)
    say(t('scheduled.set', { when: times.short(at) }))
    onClose()
    onSent()
  }
  return (
    <ChooseTime
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('scheduled.choose')}
      onChoose={choose}
    />
  )
}
