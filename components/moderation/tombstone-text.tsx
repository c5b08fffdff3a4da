import { useTranslations } from 'next-intl'
import type { Message } from '#lib/messages/schema.ts'
import { isolated } from '#lib/text/isolate.ts'

/** What is said in the place of a deleted message; of one that was not its author's to delete, why. */
export function TombstoneText({ removed }: Pick<Message, 'removed'>) {
  const t = useTranslations()
  return (
    <p dir="auto" className="text-ink-soft italic">
      {!removed && t('messages.deleted')}
      {removed?.reason === '' && t('moderated.plain')}
      {removed?.reason && t('moderated.withReason', { reason: isolated(removed.reason) })}
    </p>
  )
}
