'use client'

import { useEffect, useState } from 'react'
import { part } from '#components/parts/part.ts'
import { useJoinedRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { later } from '#components/ui/later.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { requestedCall } from '#lib/calls/browser/requested-call.ts'
import { createIncomingRing } from '#lib/calls/browser/signalling/incoming-ring.ts'

const RingingBar = later(part('RingingBar'))

/** Somebody calls: on every page, until it is answered, declined or over. */
export function Ringing() {
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

  const shown = ring && !isOver ? ring : null
  const answer = () => {
    if (!ring) return
    ringing.hush(ring.roomId)
    requestedCall.request(ring.roomId, { answers: true })
    enter(ring.roomId)
  }
  return <RingingBar wanted={shown !== null} ring={shown} onDecline={ringing.decline} onAnswer={answer} />
}
