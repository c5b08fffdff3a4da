'use client'

import { WifiOff } from 'lucide-react'
import { buttonClass } from '#components/ui/button.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { connection } from '#lib/realtime/connection.ts'

const reasons: Record<string, string> = {
  signed_out: 'You have signed out in another tab.',
  revoked: 'This session has ended.',
  too_many_sockets: 'Rooms is open in too many tabs. Close some and reload this one.',
  outdated: 'Rooms has been updated, and this page is too old to go on. Your messages and drafts are kept.',
}

/** Says what is true about the line to the server: nothing for a blip, a quiet line after that. */
export function ConnectionBanner() {
  const { lost, ended } = useStore(connection)
  if (ended && ended in reasons) {
    return (
      <div
        role="alert"
        className="flex flex-wrap items-center justify-center gap-3 bg-danger-wash px-4 py-2 text-danger-text text-sm"
      >
        {reasons[ended]}
        <button
          type="button"
          className={buttonClass('plain', 'small')}
          onClick={() => window.location.reload()}
        >
          {ended === 'signed_out' || ended === 'revoked' ? 'Sign in again' : 'Reload'}
        </button>
      </div>
    )
  }
  return (
    <div role="status">
      {lost && (
        <p className="flex items-center justify-center gap-2 bg-accent-wash px-4 py-1.5 text-accent-text text-sm">
          <WifiOff size={14} aria-hidden />
          Reconnecting. Your messages will be sent.
        </p>
      )}
    </div>
  )
}
