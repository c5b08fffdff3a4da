'use client'

import { Check, RotateCcw, TriangleAlert, X } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/classes.ts'
import { Spinner } from '#components/ui/spinner.tsx'
import { relaysOf, urlsOf } from '#lib/calls/browser/connection-checks/ice-urls.ts'
import {
  checkRelays,
  faultWords,
  type Outcome,
  type Verdict,
  verdict,
} from '#lib/calls/browser/connection-checks/relay-check.ts'
import type { IceServer } from '#lib/calls/schema.ts'

const looks: Record<Verdict['answer'], string> = {
  Yes: 'border-line bg-raised',
  Partly: 'border-line bg-accent-wash',
  No: 'border-line bg-danger-wash',
}
const signs = {
  Yes: <Check size={20} className="text-online" aria-hidden />,
  Partly: <TriangleAlert size={20} className="text-accent-text" aria-hidden />,
  No: <X size={20} className="text-danger-text" aria-hidden />,
}

/** Tries every relay and says in words whether callers from outside can connect. */
export function RelayCheck({ iceServers }: { iceServers: IceServer[] }) {
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
            Asking {relays.length === 1 ? 'the relay' : `${relays.length} relays`}. This takes up to ten
            seconds.
          </p>
        ) : (
          <Answer {...verdict(iceServers, outcomes)} />
        )}
      </div>
      {urlsOf(iceServers).length > 0 && (
        <ul aria-label="Addresses" className="divide-y divide-line rounded-2xl border border-line bg-raised">
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
            Run again
          </Button>
          <p className="min-w-0 flex-1 text-ink-soft text-sm">
            Seen from this browser. For certainty run it also from outside, such as from a mobile network.
          </p>
        </div>
      )}
    </div>
  )
}

function Answer({ answer, words, todo }: Verdict) {
  return (
    <div className={cx('flex gap-3 rounded-2xl border p-5', looks[answer])}>
      <span className="pt-0.5">{signs[answer]}</span>
      <div className="flex min-w-0 flex-col gap-2">
        <p>
          <strong className="font-semibold">{answer}:</strong> {words}
        </p>
        {todo.map((words) => (
          <p key={words} className="text-sm">
            {words}
          </p>
        ))}
      </div>
    </div>
  )
}

type AddressProps = { url: string; relay: boolean; outcome: Outcome | undefined }

function Address({ url, relay, outcome }: AddressProps) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 px-5 py-3">
      <code className="min-w-0 break-all font-mono text-sm">{url}</code>
      <span className={cx('text-sm', outcome && 'fault' in outcome ? 'text-danger-text' : 'text-ink-soft')}>
        {!relay && 'STUN: tells addresses, relays nothing'}
        {relay && !outcome && 'Asking…'}
        {outcome && ('fault' in outcome ? faultWords[outcome.fault] : `Works, ${outcome.tookMs} ms`)}
      </span>
    </li>
  )
}
