import { useTranslations } from 'next-intl'
import MakePoll from '#components/messages/polls/make-poll.tsx'
import RemindMe from '#components/reminders/remind-me.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import type { Answer } from './obey.ts'

type Props = {
  answer: Answer
  roomId: string
  replyToId: string | null
  onDone: () => void
  onEnd: () => void
}

/** What a command asks, with what was written already there; or why it cannot be obeyed. */
export default function Answered({ answer, roomId, replyToId, onDone, onEnd }: Props) {
  const t = useTranslations()
  if (answer.what === 'poll')
    return (
      <MakePoll roomId={roomId} replyToId={replyToId} begun={answer.begun} onPosted={onDone} onDone={onEnd} />
    )
  if (answer.what === 'remind')
    return <RemindMe messageId={answer.messageId} said={answer.said} onSet={onDone} onDone={onEnd} />
  return (
    <p role="alert" className="border-line border-t px-3.5 py-2 text-danger-text text-sm">
      {typeof answer.why === 'string' ? (
        t(`messages.commands.${answer.why}`)
      ) : (
        <RefusalText of={answer.why} />
      )}
    </p>
  )
}
