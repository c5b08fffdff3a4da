'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { useHeldCall } from '#components/calls/use-call.ts'
import { useMyRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { heldCall } from '#lib/calls/browser/held-call.ts'
import { findSeat, seatedRooms } from '#lib/calls/browser/kept-seat.ts'

const CallBar = lazily(() => import('./call-bar.tsx'))

/** Stands above every page but its own while this tab is in a call; a reload of such a page comes back to the call too. */
export function HeldCall() {
  const { held, shown } = useHeldCall()
  const viewer = useViewer()
  const myRooms = useMyRooms()
  const pathname = usePathname()
  const comeBack = useEffectEvent(async () => {
    const seated = await Promise.all(seatedRooms().map(myRooms.seek))
    const room = seated.find((one) => one !== undefined)
    // Its own page comes back by itself.
    if (!room || pathname === `/rooms/${room.id}` || !(await findSeat(room.id))) return
    const { createCall } = await import('#lib/calls/browser/call.ts')
    // Meanwhile its own page may have been entered, which comes back by itself.
    if (heldCall.get().held || window.location.pathname === `/rooms/${room.id}`) return
    const call = createCall(room, viewer.userId)
    heldCall.hold(room.id, call)
    await call.open()
  })
  useEffect(() => {
    void comeBack()
    // Signed out: nobody could see any more that the microphone is open.
    return () => {
      const { held } = heldCall.get()
      if (!held) return
      heldCall.letGo(held.call)
      held.call.close()
    }
  }, [])
  return held && held.call !== shown && <CallBar key={held.roomId} roomId={held.roomId} call={held.call} />
}
