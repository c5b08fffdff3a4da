'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import WhoIsMeant from '#components/messages/composer/who-is-meant.tsx'
import { WritingField } from '#components/messages/composer/writing-field.tsx'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { asRefusal } from '#lib/errors.ts'
import { opened } from '#lib/messages/browser/opened.ts'
import { sent } from '#lib/messages/browser/sent.ts'
import type { Typed } from '#lib/messages/browser/typed-names.ts'
import { meaning, type Written, withPart } from '#lib/messages/browser/written.ts'
import { namedBy } from '#lib/messages/markdown/mentioned.ts'
import type { Message } from '#lib/messages/schema.ts'
import { knownRoomName } from '#lib/rooms/browser/room-names.ts'
import { createStore } from '#lib/store.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

/** Changes an own message in its place. Saving nothing offers to delete it, unless files are left. */
export function MessageEditor({ message, onDone }: { message: Message; onDone: () => void }) {
  const t = useTranslations()
  const { conversation, members, knowsAll, viewer, nameOf, askDelete } = useTalk()
  const [writing] = useState(() => {
    const named = (id: string) => nameOf(id) ?? t('messages.mention.unknown')
    const roomNamed = (id: string) => knownRoomName(id) ?? t('messages.mention.privateRoom')
    return createStore<Written>(opened(message.content, named, roomNamed, members))
  })
  const [unclear, setUnclear] = useState<Typed | null>(null)
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
    const here = { members, knowsAll, viewerId: viewer.userId, before: message.mentions }
    const { content, unclear: asked } = sent(writing.get(), here, namedBy)
    if (content === '' && message.attachments.length === 0) return askDelete(message)
    if (content === message.content) return onDone()
    setUnclear(asked)
    if (asked) return
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
  const choose = (one: Typed, id: string | null) => {
    writing.set(withPart(writing.get(), meaning({ name: one.name, id }), one.at))
    void save()
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone()
  }

  return (
    <form onSubmit={save} className="flex flex-col gap-2 py-1">
      <WritingField
        field={field}
        label={t('messages.editor.label')}
        store={writing}
        onWritten={() => setUnclear(null)}
        onEnter={() => void save()}
        onKey={key}
        className="block max-h-60 w-full resize-none rounded-lg border border-line-strong bg-raised px-3 py-2"
      />
      {unclear && <WhoIsMeant unclear={unclear} onChoose={(id) => choose(unclear, id)} />}
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
