import { useTranslations } from 'next-intl'
import { useConversation, useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useTimes } from '#components/messages/list/use-times.ts'
import { typedAlike } from '#lib/messages/browser/typed-names.ts'

/** What tells somebody from another member who has the same name; nothing of others. */
export const useApart = () => {
  const t = useTranslations()
  const times = useTimes()
  const { conversation, members } = useTalk()
  const { online } = useConversation(conversation)
  return ({ id, name }: { id: string; name: string }): { hint?: string } => {
    const same = members.filter((one) => typedAlike(one.name) === typedAlike(name))
    const person = same.find((one) => one.id === id)
    if (!person || same.length === 1) return {}
    const said = [
      online.has(id) && t('messages.completion.online'),
      person.role !== 'member' && t(`rooms.roles.${person.role}`),
      t('messages.completion.since', { when: times.short(person.joinedAt) }),
    ]
    return { hint: said.filter(Boolean).join(' · ') }
  }
}
