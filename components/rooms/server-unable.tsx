import { DatabaseZap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import { askUntilServed } from '#lib/realtime/browser/ask-server.ts'
import type { ServerState } from '#lib/realtime/browser/server-state.ts'

/** What the server cannot do just now, until it can: then what waits is sent. */
export default function ServerUnable({ state }: { state: Exclude<ServerState, 'serves'> }) {
  const t = useTranslations()
  const { outbox } = useConversations()
  useEffect(() => askUntilServed(() => outbox.resume()), [outbox])
  return (
    <p className="flex items-center justify-center gap-2 bg-accent-wash px-4 py-1.5 text-accent-text text-sm">
      <DatabaseZap size={14} aria-hidden className="shrink-0" />
      {t(state === 'away' ? 'rooms.connection.serverAway' : 'rooms.connection.serverTakesNothing')}
    </p>
  )
}
