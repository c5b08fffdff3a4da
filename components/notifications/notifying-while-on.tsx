'use client'

import { useEffect } from 'react'
import { soon } from '#components/ui/soon.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { setting } from '#lib/notifications/browser/setting.ts'
import { connection } from '#lib/realtime/browser/connection.ts'
import { useSetting } from './use-setting.ts'

const Notifying = soon(() => import('./notifying.tsx'))

/** Desktop notifications, as long as they are on. */
export default function NotifyingWhileOn() {
  // A tab whose session is over hears nothing any more: another one has to tell.
  const { ended } = useStore(connection)
  const isOn = useSetting()?.state === 'on' && ended === null
  useEffect(setting.follow, [])
  return isOn && <Notifying meanwhile={null} />
}
