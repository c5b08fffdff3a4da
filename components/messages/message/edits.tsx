'use client'

import { useTranslations } from 'next-intl'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useTimes } from '#components/messages/list/use-times.ts'
import { MessageText } from '#components/messages/text/message-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import type { Message } from '#lib/messages/schema.ts'

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
  const place = { params: { roomId: message.roomId, messageId: message.id }, query: { limit: 20 } }
  const { items, cursor, busy, asked, failure, more, retry } = usePages(
    'GET /rooms/{roomId}/messages/{messageId}/edits',
    place,
  )
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
          <Button size="small" onClick={() => void retry()}>
            {t('common.retry')}
          </Button>
        </p>
      ) : (
        !asked && <Spinner />
      )}
      {cursor && !failure && (
        <Button size="small" busy={busy} onClick={() => void more()} className="mt-4">
          {t('messages.edits.more')}
        </Button>
      )}
    </>
  )
}
