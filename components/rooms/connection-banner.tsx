'use client'

import { WifiOff } from 'lucide-react'
import { useOffline } from 'next/offline'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { useReload } from '#components/ui/use-reload.ts'
import { useStore } from '#components/ui/use-store.ts'
import { isGuestOfRoom } from '#lib/accounts/policy.ts'
import { checkLine, connection } from '#lib/realtime/browser/connection.ts'

const reasons = {
  signed_out: 'rooms.connection.signedOut',
  revoked: 'rooms.connection.revoked',
  deactivated: 'rooms.connection.deactivated',
  too_many_sockets: 'rooms.connection.tooManyTabs',
  outdated: 'rooms.connection.outdated',
} as const
const isReason = (ended: string): ended is keyof typeof reasons => ended in reasons

/** Says what is true about the line to the server: nothing for a blip, a quiet line after that. */
export function ConnectionBanner() {
  const t = useTranslations()
  const reload = useReload()
  const viewer = useViewer()
  const { offline, lost, ended } = useStore(connection)
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
  if (ended && isReason(ended)) {
    return (
      <div
        role="alert"
        className="flex flex-wrap items-center justify-center gap-3 bg-danger-wash px-4 py-2 text-danger-text text-sm"
      >
        {t(reasons[ended])}
        <button type="button" className={buttonClass('plain', 'small')} onClick={reload}>
          {t(
            ended === 'too_many_sockets' || ended === 'outdated'
              ? 'rooms.connection.reload'
              : 'rooms.connection.signIn',
          )}
        </button>
      </div>
    )
  }
  return (
    <div role="status">
      {lost && (
        <p className="flex items-center justify-center gap-2 bg-accent-wash px-4 py-1.5 text-accent-text text-sm">
          <WifiOff size={14} aria-hidden />
          {t(offline ? 'rooms.connection.offline' : 'rooms.connection.lost')}
        </p>
      )}
    </div>
  )
}
