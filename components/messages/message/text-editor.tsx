'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type SubmitEvent, useEffect, useRef, useState } from 'react'
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
import { knownRoomName } from '#lib/rooms/browser/room-names.ts'
import { createStore } from '#lib/store.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

type Props = {
  content: string
  /** Whom it mentions already, who may have left since. */
  before?: readonly string[]
  /** Keeps another text; a refusal is said here. */
  onSave: (content: string) => Promise<void>
  /** Nothing was left of it; without this, an empty text is kept like any other. */
  onEmpty?: () => void
  onDone: () => void
}

/** Changes the text of what was written before, in its place. */
export function TextEditor({ content: written, before = [], onSave, onEmpty, onDone }: Props) {
  const t = useTranslations()
  const { members, knowsAll, viewer, nameOf } = useTalk()
  const [writing] = useState(() => {
    const named = (id: string) => nameOf(id) ?? t('messages.mention.unknown')
    const roomNamed = (id: string) => knownRoomName(id) ?? t('messages.mention.privateRoom')
    return createStore<Written>(opened(written, named, roomNamed, members))
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

  const save = async (event?: SubmitEvent) => {
    event?.preventDefault()
    const here = { members, knowsAll, viewerId: viewer.userId, before }
    const { content, unclear: asked } = sent(writing.get(), here, namedBy)
    if (content === '' && onEmpty) return onEmpty()
    if (content === written) return onDone()
    setUnclear(asked)
    if (asked) return
    setBusy(true)
    setFailure(null)
    try {
      await onSave(content)
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
    if (event.key !== 'Escape') return
    // Only this is given up, not what it stands in.
    event.stopPropagation()
    onDone()
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
