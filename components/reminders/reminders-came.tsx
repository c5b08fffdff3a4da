'use client'

import { useEffect } from 'react'
import { lazily } from '#components/ui/lazily.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { came, reminders } from '#lib/reminders/browser/reminders.ts'

const CameBar = lazily(() => import('./came-bar.tsx'))

/** Says on every page what one wanted to be reminded of, until it is done. */
export default function RemindersCame() {
  const [first, ...others] = came(useStore(reminders).items)
  useEffect(reminders.follow, [])
  return first && <CameBar key={first.messageId} reminder={first} others={others.length} />
}
