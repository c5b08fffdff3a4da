'use client'

import { useFormatter } from 'next-intl'
import { useTimes } from '#components/messages/list/use-times.ts'
import { MessageText } from '#components/messages/text/message-text.tsx'
import { useEventWords } from '#components/messages/text/use-content.ts'
import { Tombstone } from '#components/moderation/tombstone.tsx'
import { PersonName } from '#components/rooms/members/person-name.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import type { Message } from '#lib/messages/schema.ts'
import { isolated } from '#lib/text/isolate.ts'

type Props = {
  message: Pick<Message, 'author' | 'content' | 'event' | 'attachments' | 'createdAt' | 'removed'>
  nameOf: (userId: string) => string | undefined
}

/** A message in a list of messages of several rooms: who wrote, when, and what it says, as far as it fits. */
export function ListedMessage({ message, nameOf }: Props) {
  const times = useTimes()
  const format = useFormatter()
  const wordsOf = useEventWords(nameOf)
  const viewer = useViewer()
  const hydrated = useHydrated()
  const files = format.list(
    message.attachments.map(({ name }) => isolated(name)),
    { type: 'unit' },
  )
  const { content, event } = message
  return (
    <div className="min-w-0">
      <p className="flex items-baseline gap-2">
        <PersonName person={message.author} />
        <time dateTime={message.createdAt} className="shrink-0 text-ink-soft text-xs">
          {hydrated && times.dayAndClock(message.createdAt)}
        </time>
      </p>
      <div className="fading">
        {event && <p>{wordsOf(event)}</p>}
        {content !== '' && !event && (
          <MessageText content={content} nameOf={nameOf} viewerId={viewer.userId} />
        )}
        {files !== '' && (
          <p dir="auto" className="truncate text-ink-soft text-sm">
            {files}
          </p>
        )}
        {content === '' && !event && files === '' && <Tombstone {...message} />}
      </div>
    </div>
  )
}
