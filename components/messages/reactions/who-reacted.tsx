'use client'

import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Message } from '#lib/messages/schema.ts'
import { namesOf } from './reactor-names.ts'

/** Everybody who reacted to a message, by what they reacted with. */
export default function WhoReacted({ message, onDone }: { message: Message | null; onDone: () => void }) {
  const { viewer, nameOf } = useTalk()
  return (
    <Dialog open={message !== null} onOpenChange={(open) => !open && onDone()} title="Reactions">
      <ul className="flex flex-col gap-3">
        {message?.reactions.map(({ emoji, userIds }) => (
          <li key={emoji} className="flex gap-3">
            <span aria-hidden className="text-lg">
              {emoji}
            </span>
            <p className="min-w-0 break-words">
              <span className="sr-only">{emoji}: </span>
              {namesOf(userIds, viewer.userId, nameOf).join(', ')}
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
