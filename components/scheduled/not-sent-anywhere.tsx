'use client'

import { useEffect } from 'react'
import { lazily } from '#components/ui/lazily.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { failed, scheduled } from '#lib/scheduled/browser/scheduled.ts'

const NotSentBar = lazily(() => import('./not-sent-bar.tsx'))

/** Says on every page what could not be sent at its time, until it is seen to. */
export default function NotSentAnywhere() {
  const count = failed(useStore(scheduled).items).length
  useEffect(scheduled.follow, [])
  return count > 0 && <NotSentBar count={count} />
}
