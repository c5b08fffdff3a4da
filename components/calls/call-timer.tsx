import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useCall } from '#components/calls/use-call.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { elapsed } from '#lib/calls/browser/state/elapsed.ts'

/** How long the call goes on. */
export function CallTimer({ call }: { call: Call }) {
  const t = useTranslations()
  const { startedAt } = useCall(call)
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  if (startedAt === null) return null
  return (
    <span role="timer" aria-label={t('calls.timer')} className="tabular-nums">
      {elapsed(now - Date.parse(startedAt))}
    </span>
  )
}
