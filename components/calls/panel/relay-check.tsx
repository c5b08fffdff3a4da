'use client'

import { Check, RotateCcw, TriangleAlert, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { withCallWords } from '#components/calls/call-words.tsx'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/classes.ts'
import { Spinner } from '#components/ui/spinner.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { relaysOf, urlsOf } from '#lib/calls/browser/connection-checks/ice-urls.ts'
import {
  checkRelays,
  type Outcome,
  type Verdict,
  verdict,
} from '#lib/calls/browser/connection-checks/relay-check.ts'
import type { IceServer } from '#lib/calls/schema.ts'

const looks: Record<Verdict['answer'], string> = {
  yes: 'border-line bg-raised',
  partly: 'border-line bg-accent-wash',
  no: 'border-line bg-danger-wash',
}
const signs = {
  yes: <Check size={20} className="text-online" aria-hidden />,
  partly: <TriangleAlert size={20} className="text-accent-text" aria-hidden />,
  no: <X size={20} className="text-danger-text" aria-hidden />,
}

const inMs = { style: 'unit', unit: 'millisecond' } as const

/** Tries every relay and says in words whether callers from outside can connect. */
export const RelayCheck = withCallWords(function RelayCheck({ iceServers }: { iceServers: IceServer[] }) {
  const t = useTranslations()
  const [outcomes, setOutcomes] = useState<Outcome[]>([])
  const [run, setRun] = useState(0)
  const relays = relaysOf(iceServers)
  const busy = outcomes.length < relays.length
  const tell = useCallback((outcome: Outcome) => setOutcomes((known) => [...known, outcome]), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each run is another check of the same.
  useEffect(() => {
    const checking = new AbortController()
    setOutcomes([])
    // Stopped: another check has begun, or nobody looks any more.
    checkRelays(iceServers, checking.signal, tell).catch(() => undefined)
    return () => checking.abort()
  }, [iceServers, run, tell])

  return (
    <div className="flex flex-col gap-5">
      <div role="status">
        {busy ? (
          <p className="flex items-center gap-3 rounded-2xl border border-line bg-raised p-5">
            <Spinner />
            {t('calls.relays.asking', { relays: relays.length })}
          </p>
        ) : (
          <Answer {...verdict(iceServers, outcomes)} />
        )}
      </div>
      {urlsOf(iceServers).length > 0 && (
        <ul
          aria-label={t('calls.relays.addresses')}
          className="divide-y divide-line rounded-2xl border border-line bg-raised"
        >
          {urlsOf(iceServers).map((url) => (
            <Address
              key={url}
              url={url}
              relay={relays.includes(url)}
              outcome={outcomes.find((one) => one.url === url)}
            />
          ))}
        </ul>
      )}
      {relays.length > 0 && (
        <div className="flex flex-wrap items-center gap-4">
          <Button busy={busy} onClick={() => setRun(run + 1)}>
            {!busy && <RotateCcw size={16} aria-hidden />}
            {t('calls.relays.again')}
          </Button>
          <p className="min-w-0 flex-1 text-ink-soft text-sm">{t('calls.relays.from')}</p>
        </div>
      )}
    </div>
  )
})

function Answer({ answer, why, working, all, todo }: Verdict) {
  const t = useTranslations()
  return (
    <div className={cx('flex gap-3 rounded-2xl border p-5', looks[answer])}>
      <span className="pt-0.5">{signs[answer]}</span>
      <div className="flex min-w-0 flex-col gap-2">
        <p>
          {t.rich(`calls.relays.verdict.${why}`, {
            ...{ working, all },
            answer: (words) => <strong className="font-semibold">{words}</strong>,
          })}
        </p>
        {todo.map((what) => (
          <p key={what} className="text-sm">
            {t(`calls.relays.todo.${what}`)}
          </p>
        ))}
      </div>
    </div>
  )
}

type AddressProps = { url: string; relay: boolean; outcome: Outcome | undefined }

function Address({ url, relay, outcome }: AddressProps) {
  const t = useTranslations()
  const { number } = useFormats()
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 px-5 py-3">
      <code className="min-w-0 break-all font-mono text-sm">{url}</code>
      <span className={cx('text-sm', outcome && 'fault' in outcome ? 'text-danger-text' : 'text-ink-soft')}>
        {!relay && t('calls.relays.stun')}
        {relay && !outcome && t('calls.relays.pending')}
        {outcome &&
          ('fault' in outcome
            ? t(`calls.relays.fault.${outcome.fault}`)
            : t('calls.relays.works', { time: number(outcome.tookMs, inMs) }))}
      </span>
    </li>
  )
}
