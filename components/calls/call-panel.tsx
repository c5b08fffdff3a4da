'use client'

import { useEffect, useState } from 'react'
import { createCall } from '#lib/calls/browser/call.ts'
import type { CallState } from '#lib/calls/schema.ts'
import { roomName } from '#lib/rooms/browser/name.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { InCall } from './in-call.tsx'
import { Left } from './left.tsx'
import { Lobby } from './lobby.tsx'
import { useCall } from './use-call.ts'
import { useDeviceNews } from './use-device-news.ts'

export type CallViewer = { id: string; name: string; avatarUrl: string | null }
type Props = {
  room: Room
  viewer: CallViewer
  call: CallState | null
  chatOpen: boolean
  onChat: () => void
  /** Puts the panel away; not to be had while in the call, because that would leave it. */
  onClose: () => void
}

/** The call of a video room. It holds the call while it is shown: taking it off the page leaves the call. */
export default function CallPanel({ room, viewer, call: known, chatOpen, onChat, onClose }: Props) {
  const [call] = useState(() => createCall(room.id))
  const { phase } = useCall(call)

  useEffect(() => {
    void call.open()
    return call.close
  }, [call])
  useEffect(() => call.seen(known), [call, known])
  useDeviceNews(call)

  return (
    <section aria-label="Call" className="corridor @container flex min-h-0 flex-1 flex-col">
      {(phase === 'lobby' || phase === 'joining') && (
        <Lobby
          call={call}
          roomId={room.id}
          roomName={roomName(room)}
          viewer={viewer}
          joining={phase === 'joining'}
          onClose={onClose}
        />
      )}
      {phase === 'in' && <InCall call={call} room={room} chatOpen={chatOpen} onChat={onChat} />}
      {phase === 'left' && <Left call={call} onClose={onClose} />}
    </section>
  )
}
