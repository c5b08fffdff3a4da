'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { WritingField } from '#components/messages/composer/writing-field.tsx'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { asRefusal } from '#lib/errors.ts'
import { mentionsToIds, mentionsToNames } from '#lib/messages/browser/mention-names.ts'
import type { Message } from '#lib/messages/schema.ts'
import { trimMessage } from '#lib/messages/trim-message.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

/** Changes an own message in its place. Saving nothing offers to delete it, unless files are left. */
export function MessageEditor({ message, onDone }: { message: Message; onDone: () => void }) {
  const t = useTranslations()
  const { conversation, members, nameOf, askDelete } = useTalk()
  const [text, setText] = useState(() => mentionsToNames(message.content, nameOf))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Refused | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    const area = field.current
    area?.focus()
    area?.setSelectionRange(area.value.length, area.value.length)
  }, [])

  const save = async (event?: FormEvent) => {
    event?.preventDefault()
    const content = mentionsToIds(trimMessage(text), members)
    if (content === '' && message.attachments.length === 0) return askDelete(message)
    if (content === message.content) return onDone()
    setBusy(true)
    setFailure(null)
    try {
      await conversation.edit(message.id, content)
      onDone()
    } catch (error) {
      setFailure(asRefusal(error))
      setBusy(false)
    }
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone()
  }

  return (
    <form onSubmit={save} className="flex flex-col gap-2 py-1">
      <WritingField
        field={field}
        label={t('messages.editor.label')}
        text={text}
        write={setText}
        onEnter={() => void save()}
        onKey={key}
        className="block max-h-60 w-full resize-none rounded-lg border border-line-strong bg-raised px-3 py-2"
      />
      {failure && (
        <p role="alert" className="text-danger-text text-sm">
          <RefusalText of={failure} />
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="small" busy={busy}>
          {t('messages.editor.submit')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
