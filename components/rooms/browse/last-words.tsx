import { CircleAlert, Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useLine } from '#components/messages/text/use-content.ts'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import type { Pending } from '#lib/messages/browser/outbox.ts'
import { excerptOf } from '#lib/messages/excerpt.ts'
import type { Message } from '#lib/messages/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { shortened } from '#lib/text/cut.ts'

/** A longer name would leave no room for the words. */
const mostNameChars = 20

type Props = { room: Room; said: Message | undefined; unsent: Pending | undefined }

/** What was said last in a room, and by whom; what of one's own waits to be sent stands before it. */
export function LastWords({ room, said, unsent }: Props) {
  const t = useTranslations()
  const viewer = useViewer()
  const names = new Map([[viewer.userId, viewer.name]])
  for (const { id, name } of room.people ?? []) names.set(id, name)
  if (said) names.set(said.author.id, said.author.name)
  const lineOf = useLine((id) => names.get(id) ?? t('messages.mention.unknown'))
  const words = (one: Pick<Message, 'content' | 'attachments' | 'event'>) => lineOf(one) || excerptOf(one)
  const by = (name: string, text: string) => t('rooms.browse.said', { name, text })

  if (unsent)
    return (
      <span className={unsent.refused ? 'text-danger-text' : 'italic'}>
        {unsent.refused ? (
          <CircleAlert size={12} aria-hidden className="me-1 inline" />
        ) : (
          <Clock size={12} aria-hidden className="me-1 inline" />
        )}
        {t(unsent.refused ? 'rooms.browse.refused' : 'rooms.browse.unsent', { text: words(unsent) })}
      </span>
    )
  if (!said) return null
  if (said.deletedAt) return <span className="italic">{t('messages.deleted')}</span>
  if (said.event) return words(said)
  if (said.author.id === viewer.userId) return by(t('rooms.browse.you'), words(said))
  return room.people?.length === 1 ? words(said) : by(shortened(said.author.name, mostNameChars), words(said))
}
