import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { useWholePage } from '#components/ui/use-whole-page.ts'
import { askUntilServed } from '#lib/realtime/browser/ask-server.ts'
import { serverState } from '#lib/realtime/browser/server-state.ts'
import type { Failure } from './failed-page.tsx'

type Props = Failure & { title: string; children: string }

/**
 * Stands where a page would that could not be drawn: trying again may help. Where the server could not serve,
 * that is done by itself once it can.
 */
export default function Failed({ error, retry, title, children }: Props) {
  const t = useTranslations()
  const again = useWholePage(error, retry)
  const { digest } = error
  const { state } = useStore(serverState)
  const served = useEffectEvent((waited: boolean) => waited && again())
  useEffect(() => askUntilServed((waited) => void served(waited)), [])
  return (
    <div className="flex flex-1 items-center justify-center">
      <EmptyState
        alone
        icon={<TriangleAlert size={22} />}
        title={title}
        action={
          <Button look="primary" onClick={again}>
            {t('common.failed.retry')}
          </Button>
        }
      >
        {state === 'away' ? t('common.failed.serverAway') : children}
        {state !== 'away' && digest && ` ${t('common.failed.number', { digest })}`}
      </EmptyState>
    </div>
  )
}
