'use client'

import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { acceptInvite } from '#lib/rooms/actions.ts'

/** The last step of an invitation. A press, not the visit, uses it up: links are visited by programs too. */
export function AcceptInvite({ token }: { token: string }) {
  const t = useTranslations()
  const reply = useReply(acceptInvite)
  return (
    <div className="flex flex-col gap-4">
      {reply.general && <Alert>{reply.general}</Alert>}
      <Button
        look="primary"
        busy={reply.busy}
        onClick={() => reply.run({ token }, (room) => window.location.assign(`/rooms/${room.id}`))}
      >
        {t('rooms.invitation.accept')}
      </Button>
    </div>
  )
}
