import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useAttention } from '#components/ui/use-attention.ts'
import { setting } from '#lib/notifications/browser/setting.ts'
import { useAsking } from './use-asking.ts'
import { useSetting } from './use-setting.ts'

const button = 'rounded-md px-2 py-1 font-medium text-sm'

/**
 * Offered when it would have helped: somebody comes back, and something was written
 * meanwhile. Once, and never over anything.
 */
export default function NotificationOffer() {
  const t = useTranslations()
  const kept = useSetting()
  const count = useAsking()
  const attentive = useAttention()
  const [missed, setMissed] = useState(false)
  useEffect(() => {
    if (!attentive && count > 0) setMissed(true)
  }, [attentive, count])
  if (kept?.state !== 'off' || kept.offered || !missed) return null
  return (
    <section
      aria-label={t('notifications.offer.label')}
      className="mx-2 mb-2 rounded-lg bg-corridor-raised p-3 text-sm"
    >
      <p>{t('notifications.offer.body')}</p>
      <div className="mt-2 flex gap-1">
        <button
          type="button"
          onClick={() => void setting.turnOn()}
          className={`${button} bg-accent text-on-accent hover:bg-accent-strong`}
        >
          {t('notifications.offer.accept')}
        </button>
        <button type="button" onClick={setting.later} className={`${button} hover:bg-corridor`}>
          {t('notifications.offer.later')}
        </button>
      </div>
    </section>
  )
}
