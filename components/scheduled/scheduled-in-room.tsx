'use client'

import { useState } from 'react'
import { lazily } from '#components/ui/lazily.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { scheduled } from '#lib/scheduled/browser/scheduled.ts'

const ScheduledLine = lazily(() => import('./scheduled-line.tsx'))

/** Above the place to write in a room: nothing, unless something of oneself is to be sent there. */
export default function ScheduledInRoom({ roomId }: { roomId: string }) {
  const here = useStore(scheduled).items?.filter((one) => one.roomId === roomId) ?? []
  // What was the last one may just have been sent or ended, in the dialog that is open.
  const [wanted, setWanted] = useState(false)
  if (here.length > 0 && !wanted) setWanted(true)
  return wanted && <ScheduledLine here={here} />
}
