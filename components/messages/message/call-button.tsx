import { Phone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallDoor } from '#components/messages/conversation/call-door.ts'
import { useConversation, useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { Button } from '#components/ui/button.tsx'
import type { MessageEvent } from '#lib/messages/schema.ts'

/** What there is to do about a call that goes on or that nobody took. */
export function CallButton({ event }: { event: MessageEvent }) {
  const t = useTranslations()
  const open = useCallDoor()
  const { conversation, viewer } = useTalk()
  const { call } = useConversation(conversation)
  const action = actionOf(event, viewer.userId)
  const isOn = call !== null
  if (!open || !action || (action === 'join') !== isOn) return null
  return (
    <Button size="small" aria-label={t(`messages.call.${action}.label`)} onClick={open}>
      <Phone size={14} aria-hidden />
      {t(`messages.call.${action}.short`)}
    </Button>
  )
}

function actionOf(event: MessageEvent, viewerId: string): 'join' | 'again' | 'back' | null {
  if (event.what === 'call.began') return 'join'
  if (event.what !== 'call.ended' || !event.missed) return null
  return event.people.includes(viewerId) ? 'again' : 'back'
}
