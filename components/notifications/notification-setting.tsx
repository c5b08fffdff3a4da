'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { setting } from '#lib/notifications/browser/setting.ts'
import { useSetting } from './use-setting.ts'

/** Notifications on this computer, on or off. */
export function NotificationSetting() {
  const t = useTranslations()
  const state = useSetting()?.state
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="min-h-6">
        {state && t(`notifications.setting.${state}`)}
      </p>
      {state === 'off' && (
        <Button className="self-start" onClick={() => void setting.turnOn()}>
          {t('notifications.setting.turnOn')}
        </Button>
      )}
      {state === 'on' && (
        <Button className="self-start" onClick={setting.turnOff}>
          {t('notifications.setting.turnOff')}
        </Button>
      )}
      <p className="text-ink-soft text-sm">{t('notifications.setting.levels')}</p>
    </div>
  )
}
