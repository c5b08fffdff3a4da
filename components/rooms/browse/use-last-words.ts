import { useEffect } from 'react'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import { useStore } from '#components/ui/use-store.ts'
import type { Message } from '#lib/messages/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'

/** What was said last in these rooms, by their ids, as of each moment. */
export const useLastWords = (rooms: readonly Room[]): ReadonlyMap<string, Message> => {
  const { lastWords } = useConversations()
  useEffect(() => lastWords.follow(rooms), [lastWords, rooms])
  return useStore(lastWords).said
}
