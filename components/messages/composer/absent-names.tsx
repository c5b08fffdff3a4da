import { useTranslations } from 'next-intl'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { everybody } from '#lib/messages/browser/mention-names.ts'
import type { Written } from '#lib/messages/browser/written.ts'

/** Says who was chosen and is not in the room, or has left it since. */
export default function AbsentNames({ people }: Pick<Written, 'people'>) {
  const t = useTranslations()
  const formats = useFormats()
  const { members, knowsAll } = useTalk()
  if (!knowsAll) return null
  const here = new Set([everybody.id, ...members.map(({ id }) => id)])
  const names = new Set(
    people.flatMap(({ id, name, isRoom }) => (isRoom || id === null || here.has(id) ? [] : [name])),
  )
  if (names.size === 0) return null
  return (
    <p role="status" className="border-line border-t px-3.5 py-2 text-ink-soft text-sm">
      {t('messages.composer.absent', { count: names.size, names: formats.list([...names]) })}
    </p>
  )
}
