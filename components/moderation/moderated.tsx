'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { say } from '#components/ui/toast.ts'
import { withWords } from '#components/words/with-words.tsx'
import { on } from '#lib/realtime/browser/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'
import { isolated } from '#lib/text/isolate.ts'
import moderation from '#lib/words/en/moderation.json' with { type: 'json' }

/** Says at once that something of the viewer's was removed; it stands in their activity too. */
export default withWords({ moderation })(function Moderated() {
  const t = useTranslations()
  const roomName = useRoomName()
  const myRooms = useMyRooms()
  useEffect(() => {
    const tell = async ({ roomId, reason }: EventPayload<'message:removed'>) => {
      const found = await myRooms.seek(roomId)
      if (!found) return
      const room = roomName(found)
      if (reason === '') say(t('moderation.removed.toAuthor', { room }))
      else say(t('moderation.removed.toAuthorWithReason', { room, reason: isolated(reason) }))
    }
    return on('message:removed', (removed) => void tell(removed))
  }, [t, roomName, myRooms])
  return null
})
