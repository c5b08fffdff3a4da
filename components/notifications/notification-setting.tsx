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
      {/* Room for the longest words and a button: only the browser knows what it will be. */}
      <div className="flex min-h-38 flex-col items-start gap-4 sm:min-h-26">
        <p role="status">{state && t(`notifications.setting.${state}`)}</p>
        {state === 'off' && (
          <Button onClick={() => void setting.turnOn()}>{t('notifications.setting.turnOn')}</Button>
        )}
        {state === 'on' && <Button onClick={setting.turnOff}>{t('notifications.setting.turnOff')}</Button>}
      </div>
      <p className="text-ink-soft text-sm">{t('notifications.setting.levels')}</p>
    </div>
  )
}
