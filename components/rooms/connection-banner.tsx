'use client'

import { WifiOff } from 'lucide-react'
import { useOffline } from 'next/offline'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { part } from '#components/parts/part.ts'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { isGuestOfRoom } from '#lib/accounts/policy.ts'
import { checkLine, connection } from '#lib/realtime/browser/connection.ts'
import { serverState } from '#lib/realtime/browser/server-state.ts'

/** Ahead of its need: whoever is of an older build may find its code gone. */
const ConnectionEnded = lazily(part('ConnectionEnded'))
const ServerUnable = lazily(part('ServerUnable'))

/** Says what is true about the line to the server: nothing for a blip, a quiet line after that. */
export function ConnectionBanner() {
  const t = useTranslations()
  const viewer = useViewer()
  const { offline, lost, ended } = useStore(connection)
  const { state } = useStore(serverState)
  // The router could not fetch a page, and waits: the line may not know yet.
  const unreachable = useOffline()
  useEffect(() => {
    if (unreachable) checkLine()
  }, [unreachable])
  // For a guest there is nothing to stay for, and the page there says why.
  const isOver = ended === 'guest_over' || (ended === 'revoked' && isGuestOfRoom(viewer))
  useEffect(() => {
    if (isOver) window.location.assign('/sign-in')
  }, [isOver])
  if (ended && ended !== 'guest_over') return <ConnectionEnded ended={ended} />
  return (
    <div role="status">
      {lost && (
        <p className="flex items-center justify-center gap-2 bg-accent-wash px-4 py-1.5 text-accent-text text-sm">
          <WifiOff size={14} aria-hidden />
          {t(offline ? 'rooms.connection.offline' : 'rooms.connection.lost')}
        </p>
      )}
      {!lost && state !== 'serves' && <ServerUnable state={state} />}
    </div>
  )
}
