'use client'

import { Phone, PhoneOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useJoinedRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { requestedCall } from '#lib/calls/browser/requested-call.ts'
import { createIncomingRing } from '#lib/calls/browser/signalling/incoming-ring.ts'
import { ringTone } from '#lib/calls/browser/sound/ring-tone.ts'

/**
 * Somebody calls: on every page, until it is answered, declined or
 * over. Only one of one's tabs makes the sound.
 */
export function Ringing() {
  const t = useTranslations()
  const viewer = useViewer()
  const [ringing] = useState(() => createIncomingRing(viewer.userId))
  const { ring } = useStore(ringing)
  const room = useJoinedRooms().find(({ id }) => id === ring?.roomId)
  const { enter } = useEnterRoom()
  useEffect(() => ringing.open(), [ringing])

  const roomId = ring?.roomId
  const people = room?.callPeople
  const isOver = people?.length === 0 || people?.some(({ id }) => id === viewer.userId)
  useEffect(() => {
    if (roomId && isOver) ringing.hush(roomId)
  }, [ringing, roomId, isOver])
  useEffect(() => {
    if (roomId) return ringInOneTab(roomId)
  }, [roomId])

  if (!ring || isOver) return null
  const { from } = ring
  return (
    <section
      aria-label={t('ringing.label')}
      className="corridor fixed inset-x-3 top-3 z-50 mx-auto flex max-w-md flex-wrap items-center justify-end gap-3 rounded-2xl p-4 shadow-raised"
    >
      <div className="flex min-w-40 flex-1 items-center gap-3">
        <Avatar person={from} />
        {/* What happens is never cut off, however long a name is. */}
        <p role="alert" className="min-w-0 flex-1 break-words">
          {t.rich('ringing.from', {
            name: from.name,
            person: (name) => <bdi className="font-semibold">{name}</bdi>,
          })}
        </p>
      </div>
      <div className="flex gap-2">
        <Button look="danger" size="small" onClick={ringing.decline}>
          <PhoneOff size={16} aria-hidden />
          {t('ringing.decline')}
        </Button>
        <Button
          look="primary"
          size="small"
          onClick={() => {
            ringing.hush(ring.roomId)
            requestedCall.request(ring.roomId, { answers: true })
            enter(ring.roomId)
          }}
        >
          <Phone size={16} aria-hidden />
          {t('ringing.answer')}
        </Button>
      </div>
    </section>
  )
}

/** Returns how to stop. */
function ringInOneTab(roomId: string): () => void {
  const over = new AbortController()
  const ring = () =>
    new Promise<void>((done) => {
      const stop = ringTone()
      over.signal.addEventListener('abort', () => {
        stop()
        done()
      })
    })
  // Without locks (plain HTTP) there are no calls either: browsers give no devices.
  void navigator.locks
    ?.request(`rooms.ringing.${roomId}`, { signal: over.signal }, ring)
    .catch(() => undefined)
  return () => over.abort()
}
