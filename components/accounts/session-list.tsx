'use client'

import { Laptop, SquareTerminal } from 'lucide-react'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import type { Session } from '#lib/accounts/schema.ts'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/client.ts'
import { deviceOf } from './device.ts'

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** Where the account is signed in, and how to end that from here. */
export function SessionList({ sessions }: { sessions: Session[] }) {
  const [ended, setEnded] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const hydrated = useHydrated()

  const revoke = async (id: string) => {
    setBusy(id)
    setFailure(null)
    try {
      await api(`/me/sessions/${id}`, { method: 'DELETE' })
      setEnded((before) => new Set(before).add(id))
    } catch (error) {
      setFailure(asRefusal(error).message)
    } finally {
      setBusy(null)
    }
  }

  return (
    <div className="flex flex-col gap-3">
      {failure && <Alert>{failure}</Alert>}
      <ul aria-label="Sessions" className="flex flex-col divide-y divide-line">
        {sessions
          .filter(({ id }) => !ended.has(id))
          .map((session) => (
            <li key={session.id} className="flex items-center gap-3 py-3">
              <span aria-hidden className="text-ink-soft">
                {session.kind === 'browser' ? <Laptop size={20} /> : <SquareTerminal size={20} />}
              </span>
              <div className="min-w-0 flex-1">
                <p className="flex items-center gap-2">
                  <span className="truncate">{deviceOf(session)}</span>
                  {session.current && <Badge look="accent">This browser</Badge>}
                </p>
                <p className="truncate text-ink-soft text-sm">
                  {session.address}
                  {/* In the reader's own time zone, which the server does not know. */}
                  {hydrated && `, last used ${when.format(new Date(session.lastSeenAt))}`}
                </p>
              </div>
              {!session.current && (
                <Button
                  size="small"
                  busy={busy === session.id}
                  aria-label={`Revoke ${deviceOf(session)}`}
                  onClick={() => void revoke(session.id)}
                >
                  Revoke
                </Button>
              )}
            </li>
          ))}
      </ul>
    </div>
  )
}
