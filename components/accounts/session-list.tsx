'use client'

import { Laptop, SquareTerminal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { useMoments } from '#components/words/use-moments.ts'
import { deviceOf } from '#lib/accounts/device.ts'
import type { Session } from '#lib/accounts/schema.ts'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

const all = 'all'

/** Where the account is signed in, and how to end that from here. */
export function SessionList({ sessions }: { sessions: Session[] }) {
  const t = useTranslations()
  const formats = useFormats()
  const [ended, setEnded] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<Refused | null>(null)
  const hydrated = useHydrated()
  const { moment } = useMoments()
  const router = useRouter()

  // A session may begin and end anywhere; whoever looks again sees those that are left.
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && router.refresh()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [router])

  // What the server calls a country may not be what this browser does.
  const nameOf = (country: string) => (hydrated ? formats.displayName(country, { type: 'region' }) : country)
  const placeOf = ({ address, country }: Session) =>
    country === null ? address : `${nameOf(country)} (${address})`

  const left = sessions.filter(({ id }) => !ended.has(id))
  const others = left.filter(({ current }) => !current)

  /** `by`: the button that was pressed. */
  const revoke = async (by: string, ids: string[]) => {
    setBusy(by)
    setFailure(null)
    try {
      for (const id of ids) {
        await api('DELETE /me/sessions/{id}', { params: { id } })
        setEnded((before) => new Set(before).add(id))
      }
    } catch (error) {
      setFailure(asRefusal(error))
    } finally {
      setBusy(null)
    }
  }

  return (
    <div className="flex flex-col gap-3">
      {failure && (
        <Alert>
          <RefusalText of={failure} />
        </Alert>
      )}
      <ul aria-label={t('accounts.sessions.label')} className="flex flex-col divide-y divide-line">
        {left.map((session) => (
          <li key={session.id} className="flex items-center gap-3 py-3">
            <span aria-hidden className="text-ink-soft">
              {session.kind === 'browser' ? <Laptop size={20} /> : <SquareTerminal size={20} />}
            </span>
            <div className="min-w-0 flex-1">
              <p className="flex items-center gap-2">
                <span className="truncate">{deviceOf(t, session)}</span>
                {session.current && <Badge look="accent">{t('accounts.sessions.current')}</Badge>}
              </p>
              <p className="break-words text-ink-soft text-sm">
                {t('accounts.sessions.seen', { place: placeOf(session), when: moment(session.lastSeenAt) })}
              </p>
            </div>
            {!session.current && (
              <Button
                size="small"
                busy={busy === session.id}
                aria-label={t('accounts.sessions.revokeOf', { device: deviceOf(t, session) })}
                onClick={() => void revoke(session.id, [session.id])}
              >
                {t('accounts.sessions.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <Button
          className="self-start"
          busy={busy === all}
          onClick={() =>
            void revoke(
              all,
              others.map(({ id }) => id),
            )
          }
        >
          {t('accounts.sessions.revokeOthers')}
        </Button>
      )}
    </div>
  )
}
