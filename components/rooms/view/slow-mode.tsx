'use client'

import { lazily } from '#components/ui/lazily.tsx'
import type { Conversation } from '#lib/messages/browser/conversation.ts'
import { mustWait } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'

const SlowModeLine = lazily(() => import('./slow-mode-line.tsx'))

/** Above the place to write in a room in slow mode: how long members wait there. Its place is kept for it. */
export function SlowMode(props: { room: Room; conversation: Conversation; viewerId: string }) {
  return (
    mustWait(props.room) && (
      <div className="min-h-7 px-4 pb-1.5 text-ink-soft text-sm sm:px-6">
        <SlowModeLine {...props} />
      </div>
    )
  )
}
