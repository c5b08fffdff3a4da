'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { TextEditor } from '#components/messages/message/text-editor.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { mentionedBy } from '#lib/messages/markdown/mentioned.ts'
import { scheduled } from '#lib/scheduled/browser/scheduled.ts'
import type { ScheduledMessage } from '#lib/scheduled/schema.ts'
import { ScheduledItem } from './scheduled-item.tsx'

type Props = { messages: readonly ScheduledMessage[]; onDone: () => void }

/** What of oneself is to be sent in this room: to be changed, sent at once, or not at all. */
export default function ScheduledDialog({ messages, onDone }: Props) {
  const t = useTranslations()
  const { room, nameOf } = useTalk()
  const [editing, setEditing] = useState<string | null>(null)
  const edited = () => setEditing(null)
  const editor = ({ id, content, attachments }: ScheduledMessage) => (
    <TextEditor
      content={content}
      before={mentionedBy(content)}
      onSave={(next) => scheduled.edit(id, { content: next })}
      {...(attachments.length === 0 && { onEmpty: () => void scheduled.end(id).then(edited) })}
      onDone={edited}
    />
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={t('scheduled.inRoom', { room: room.name })}
    >
      {messages.length === 0 && <p className="text-ink-soft">{t('scheduled.none.title')}</p>}
      <ul aria-label={t('scheduled.list')} className="flex flex-col gap-3">
        {messages.map((one) => (
          <ScheduledItem
            key={one.id}
            message={one}
            nameOf={nameOf}
            editor={editing === one.id ? editor(one) : undefined}
            more={
              <Button look="quiet" size="small" onClick={() => setEditing(one.id)}>
                {t('scheduled.edit')}
              </Button>
            }
          />
        ))}
      </ul>
    </Dialog>
  )
}
