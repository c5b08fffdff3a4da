'use client'

import { useConversation, useTalk } from '#components/messages/conversation/conversation-context.tsx'

const sentence = (names: string[]): string => {
  if (names.length === 0) return ''
  if (names.length === 1) return `${names[0]} is typing…`
  if (names.length === 2) return `${names[0]} and ${names[1]} are typing…`
  return 'Several people are typing…'
}

/** Always as high, so that nothing moves when somebody starts to type. */
export function TypingSlot() {
  const { conversation, nameOf } = useTalk()
  const { typing } = useConversation(conversation)
  return (
    <p data-testid="typing" className="h-6 shrink-0 truncate px-4 text-ink-soft text-xs leading-6 sm:px-6">
      {sentence(typing.map((id) => nameOf(id) ?? 'Somebody'))}
    </p>
  )
}
