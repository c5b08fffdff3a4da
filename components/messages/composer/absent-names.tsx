import { useTranslations } from 'next-intl'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { absentNames } from '#lib/messages/browser/sent.ts'
import type { Written } from '#lib/messages/browser/written.ts'

/** Says who was chosen and is not in the room, or has left it since. */
export default function AbsentNames({ people }: Pick<Written, 'people'>) {
  const t = useTranslations()
  const formats = useFormats()
  const names = absentNames({ people }, useTalk())
  if (names.length === 0) return null
  return (
    <p role="status" className="border-line border-t px-3.5 py-2 text-ink-soft text-sm">
      {t('messages.composer.absent', { count: names.length, names: formats.list(names) })}
    </p>
  )
}
