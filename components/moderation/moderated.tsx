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
import moderated from '#lib/words/en/moderated.json' with { type: 'json' }

/**
 * Says at once what moderators did to the viewer. What was removed stands in their activity too, and that
 * they are muted in the place to write.
 */
export default withWords({ moderated })(function Moderated() {
  const t = useTranslations()
  const roomName = useRoomName()
  const myRooms = useMyRooms()
  useEffect(() => {
    const tell = async ({ roomId, reason }: EventPayload<'message:removed'>) => {
      const found = await myRooms.seek(roomId)
      if (!found) return
      const room = roomName(found)
      if (reason === '') say(t('moderated.told.removed', { room }))
      else say(t('moderated.told.removedFor', { room, reason: isolated(reason) }))
    }
    const tellMute = async ({ roomId, mute }: EventPayload<'room:muted'>) => {
      const found = await myRooms.seek(roomId)
      if (found)
        say(t(mute ? 'moderated.told.muted' : 'moderated.told.mutedNoMore', { room: roomName(found) }))
    }
    const stops = [
      on('message:removed', (removed) => void tell(removed)),
      on('room:muted', (muted) => void tellMute(muted)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [t, roomName, myRooms])
  return null
})
