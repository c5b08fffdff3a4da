'use client'

import { useTranslations } from 'next-intl'
import { useConversation, useTalk } from '#components/messages/conversation/conversation-context.tsx'
import type { Translate } from '#lib/words/translate.ts'

const sentence = (t: Translate, [first, second, ...others]: string[]): string => {
  if (first === undefined) return ''
  if (second === undefined) return t('messages.typing.one', { name: first })
  return others.length === 0 ? t('messages.typing.two', { first, second }) : t('messages.typing.several')
}

/** Always as high, so that nothing moves when somebody starts to type. */
export function TypingSlot() {
  const t = useTranslations()
  const { conversation, nameOf } = useTalk()
  const { typing } = useConversation(conversation)
  return (
    <p data-testid="typing" className="h-6 shrink-0 truncate px-4 text-ink-soft text-xs leading-6 sm:px-6">
      {sentence(
        t,
        typing.map((id) => nameOf(id) ?? t('messages.unknownPerson')),
      )}
    </p>
  )
}
