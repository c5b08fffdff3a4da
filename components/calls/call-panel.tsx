'use client'

import { useEffect, useState } from 'react'
import { cx } from '#components/ui/classes.ts'
import type { Person } from '#lib/accounts/schema.ts'
import { createCall } from '#lib/calls/browser/call.ts'
import type { CallState } from '#lib/calls/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { InCall } from './in-call.tsx'
import { Left } from './left.tsx'
import { Lobby } from './lobby.tsx'
import { useCall } from './use-call.ts'
import { useDeviceNews } from './use-device-news.ts'
import { useFullScreen } from './use-full-screen.ts'

type Props = {
  room: Room
  viewer: Person
  call: CallState | null
  chatOpen: boolean
  onChat: () => void
  /** Puts the panel away; not to be had while in the call, because that would leave it. */
  onClose: () => void
}

/** The call of a video room. It holds the call while it is shown: taking it off the page leaves the call. */
export default function CallPanel({ room, viewer, call: known, chatOpen, onChat, onClose }: Props) {
  const [call] = useState(() =>
    createCall({ roomId: room.id, viewerId: viewer.id, isDirect: room.visibility === 'direct' }),
  )
  const { phase } = useCall(call)
  const { isFull } = useFullScreen()

  useEffect(() => {
    void call.open()
    return call.close
  }, [call])
  useEffect(() => call.seen(known), [call, known])
  useDeviceNews(call)

  return (
    <section
      aria-label="Call"
      className={cx('corridor @container flex min-h-0 flex-1 flex-col', isFull && 'fixed inset-0 z-30')}
    >
      {(phase === 'lobby' || phase === 'joining') && (
        <Lobby call={call} room={room} viewer={viewer} onClose={onClose} />
      )}
      {phase === 'in' && <InCall call={call} room={room} chatOpen={chatOpen} onChat={onChat} />}
      {phase === 'left' && <Left call={call} onClose={onClose} />}
    </section>
  )
}
