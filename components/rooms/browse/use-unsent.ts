import { useSyncExternalStore } from 'react'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import type { Pending } from '#lib/messages/browser/outbox.ts'

/** The last of what one wrote in a room and the server has not taken: one it refused, or one that waits. */
export const useUnsent = (roomId: string): Pending | undefined => {
  const { outbox } = useConversations()
  const last = () => outbox.get().findLast((one) => one.roomId === roomId)
  return useSyncExternalStore(outbox.subscribe, last, () => undefined)
}
