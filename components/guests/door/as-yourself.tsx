'use client'

import { useTranslations } from 'next-intl'
import { withGuestWords } from '#components/guests/guest-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { joinRoom } from '#lib/rooms/actions.ts'

/** For whoever is signed in, and may join the room without any link. */
export const AsYourself = withGuestWords(function AsYourself({ roomId }: { roomId: string }) {
  const t = useTranslations()
  const reply = useReply(joinRoom)
  return (
    <div className="flex flex-col gap-4">
      {reply.general && <Alert>{reply.general}</Alert>}
      <Button
        look="primary"
        busy={reply.busy}
        onClick={() => reply.run({ roomId }, () => window.location.assign(`/rooms/${roomId}`))}
      >
        {t('guests.door.join')}
      </Button>
    </div>
  )
})
