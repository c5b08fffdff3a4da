'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useTimes } from '#components/messages/list/use-times.ts'
import { MessageText } from '#components/messages/text/message-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/client.ts'
import type { Edit, Message } from '#lib/messages/schema.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

/** What an edited message said before. */
export default function Edits({ message, onDone }: { message: Message | null; onDone: () => void }) {
  const t = useTranslations()
  return (
    <Dialog
      open={message !== null}
      onOpenChange={(open) => !open && onDone()}
      title={t('messages.edits.title')}
    >
      {message && <Texts message={message} />}
    </Dialog>
  )
}

function Texts({ message }: { message: Message }) {
  const t = useTranslations()
  const times = useTimes()
  const { viewer, nameOf } = useTalk()
  const [{ items, nextCursor }, setLoaded] = useState<{ items: Edit[]; nextCursor: string | null }>({
    items: [],
    nextCursor: '',
  })
  const [failure, setFailure] = useState<Refused | null>(null)
  const { roomId, id: messageId } = message

  const load = async (cursor: string | null) => {
    setFailure(null)
    try {
      const more = await api('GET /rooms/{roomId}/messages/{messageId}/edits', {
        params: { roomId, messageId },
        query: { limit: 20, cursor },
      })
      setLoaded((now) => ({
        items: cursor ? [...now.items, ...more.items] : more.items,
        nextCursor: more.nextCursor,
      }))
    } catch (error) {
      setFailure(asRefusal(error))
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each message
  useEffect(() => void load(null), [roomId, messageId])

  const now = { content: message.content, writtenAt: message.editedAt ?? message.createdAt }
  return (
    <>
      <ol aria-label={t('messages.edits.list')} className="flex flex-col gap-4">
        {[now, ...items].map(({ content, writtenAt }) => (
          <li key={writtenAt + content}>
            <time dateTime={writtenAt} className="text-ink-soft text-sm">
              {times.full(writtenAt)}
            </time>
            <MessageText content={content} nameOf={nameOf} viewerId={viewer.userId} />
          </li>
        ))}
      </ol>
      {failure ? (
        <p role="alert" className="mt-4 flex items-center gap-3 text-danger-text text-sm">
          <RefusalText of={failure} />
          <Button size="small" onClick={() => void load(nextCursor || null)}>
            {t('common.retry')}
          </Button>
        </p>
      ) : (
        nextCursor === '' && <Spinner />
      )}
      {nextCursor && (
        <Button size="small" onClick={() => void load(nextCursor)} className="mt-4">
          {t('messages.edits.more')}
        </Button>
      )}
    </>
  )
}
