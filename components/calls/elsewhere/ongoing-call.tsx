'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { useOngoingCall } from '#components/calls/use-call.ts'
import { useMyRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { load } from '#lib/build/browser/load.ts'
import { holdPage } from '#lib/build/browser/unsaved-work.ts'
import { ongoingCall } from '#lib/calls/browser/ongoing-call.ts'
import { claimStoredSeat, roomsWithStoredSeat } from '#lib/calls/browser/signalling/stored-seat.ts'

const CallBar = lazily(() => import('./call-bar.tsx'))
const LostCall = lazily(() => import('./lost-call.tsx'))

/**
 * Stands above every page but its own while this tab is in a call; a reload
 * of such a page comes back to the call too.
 */
export function OngoingCall() {
  const { ongoing, lost, shown } = useOngoingCall()
  const viewer = useViewer()
  const myRooms = useMyRooms()
  const pathname = usePathname()
  const comeBack = useEffectEvent(async () => {
    const seated = await Promise.all(roomsWithStoredSeat().map(myRooms.seek))
    const room = seated.find((one) => one !== undefined)
    // Its own page comes back by itself.
    if (!room || pathname === `/rooms/${room.id}` || !(await claimStoredSeat(room.id))) return
    const { createCall } = await load(() => import('#lib/calls/browser/call.ts'))
    // Meanwhile its own page may have been entered, which comes back by itself.
    if (ongoingCall.get().ongoing || window.location.pathname === `/rooms/${room.id}`) return
    const call = createCall(room, viewer.userId)
    ongoingCall.set(room.id, call)
    await call.open()
  })
  useEffect(() => {
    void comeBack()
    // Signed out: nobody could see any more that the microphone is open.
    return () => {
      const { ongoing } = ongoingCall.get()
      if (!ongoing) return
      ongoingCall.clear(ongoing.call)
      ongoing.call.close()
    }
  }, [])
  const isOngoing = ongoing !== null
  useEffect(() => (isOngoing ? holdPage() : undefined), [isOngoing])
  if (!ongoing) return lost && <LostCall {...lost} />
  return (
    ongoing.call !== shown && <CallBar key={ongoing.roomId} roomId={ongoing.roomId} call={ongoing.call} />
  )
}
