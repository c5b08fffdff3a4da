import { Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useStore } from '#components/ui/use-store.ts'
import type { Pending } from '#lib/messages/browser/outbox.ts'
import { connection } from '#lib/realtime/browser/connection.ts'
import { serverState } from '#lib/realtime/browser/server-state.ts'

/** Most are stored sooner, and say nothing. */
const quietMs = 4_000

/** Why a message has not been stored after a while. A room in slow mode says that itself. */
export function Waiting({ pending }: { pending: Pending }) {
  const t = useTranslations()
  const { conversation } = useTalk()
  const { offline } = useStore(connection)
  const { state } = useStore(serverState)
  const isLate = useIsLate(pending.createdAt)
  const isPaced = conversation.get().waitsUntil > Date.now()
  const why = offline ? 'offline' : state === 'serves' ? 'server' : 'unable'
  return (
    <p role="status" className="text-ink-soft text-sm">
      {isLate && !isPaced && (
        <span className="mt-0.5 flex items-start gap-1.5">
          <Clock size={14} aria-hidden className="mt-0.5 shrink-0" />
          {t(`messages.pending.waits.${why}`)}
        </span>
      )}
    </p>
  )
}

function useIsLate(since: string): boolean {
  const left = () => Math.min(quietMs, Date.parse(since) + quietMs - Date.now())
  const [isLate, setLate] = useState(() => left() <= 0)
  useEffect(() => {
    if (isLate) return
    const timer = setTimeout(() => setLate(true), left())
    return () => clearTimeout(timer)
  })
  return isLate
}
