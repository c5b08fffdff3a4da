'use client'

import { SendHorizontal, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { allowed } from '#lib/limits.ts'
import { keepDraft } from '#lib/messages/browser/keep.ts'
import { mentionsToIds, mentionsToNames } from '#lib/messages/browser/names.ts'
import type { Message } from '#lib/messages/schema.ts'
import { useTalk } from './conversation-context.tsx'
import { MentionList } from './mention-list.tsx'
import { useMentioning } from './use-mentioning.ts'
import { enterSends, grow, isComposing } from './writing.ts'

type Props = {
  replyTo: Message | null
  onReplyEnd: () => void
  onSent: () => void
  /** Arrow up in an empty composer. */
  onEditLast: () => void
  /** Escape with nothing else to give up. */
  onEscape: () => void
}

/** Where a message is written. The draft stays in this browser until it is sent. */
export function Composer({ replyTo, onReplyEnd, onSent, onEditLast, onEscape }: Props) {
  const { conversation, room, viewer, members, nameOf } = useTalk()
  const [draft] = useState(() => keepDraft(viewer.userId, room.id))
  const [text, setText] = useState(draft.load)
  const field = useRef<HTMLTextAreaElement>(null)
  const label = `Message ${room.visibility === 'direct' ? '' : '#'}${room.name}`

  useEffect(() => {
    if (enterSends() || replyTo) field.current?.focus()
  }, [replyTo])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => grow(field.current), [text])

  const write = (next: string) => {
    setText(next)
    draft.save(next)
    conversation.typed(next)
  }
  const post = () => {
    const content = mentionsToIds(text.trim(), members)
    if (content === '') return
    conversation.post({
      content,
      replyTo: replyTo && quoteOf(replyTo),
      attachments: [],
      previews: [],
    })
    setText('')
    draft.save('')
    onReplyEnd()
    onSent()
    field.current?.focus()
  }
  const mentioning = useMentioning(text, field, write)
  const key = (event: KeyboardEvent) => {
    if (isComposing(event) || mentioning.pressed(event)) return
    if (event.key === 'Enter' && !event.shiftKey && enterSends()) {
      event.preventDefault()
      post()
    } else if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault()
      onEditLast()
    } else if (event.key === 'Escape') {
      if (replyTo) onReplyEnd()
      else onEscape()
    }
  }

  return (
    <form
      className="relative px-4 pb-3 sm:px-6"
      onSubmit={(event) => {
        event.preventDefault()
        post()
      }}
    >
      <MentionList {...mentioning} />
      <div className="rounded-xl border border-line-strong bg-raised focus-within:border-focus focus-within:ring-1 focus-within:ring-focus">
        {replyTo && (
          <div className="flex items-center gap-2 border-line border-b py-1 pr-1 pl-3 text-ink-soft text-sm">
            <span className="min-w-0 flex-1 truncate">
              Reply to <b className="font-semibold">{replyTo.author.name}</b>:{' '}
              {mentionsToNames(replyTo.content, nameOf)}
            </span>
            <IconButton label="Cancel reply" onClick={onReplyEnd}>
              <X size={16} aria-hidden />
            </IconButton>
          </div>
        )}
        <div className="flex items-end gap-2 p-1.5">
          <textarea
            ref={field}
            aria-label={label}
            placeholder={label}
            dir="auto"
            rows={1}
            value={text}
            maxLength={allowed().messageChars}
            onChange={(event) => {
              write(event.target.value)
              mentioning.moved()
            }}
            onSelect={mentioning.moved}
            onKeyDown={key}
            aria-autocomplete="list"
            aria-controls={mentioning.offered.length > 0 ? mentioning.listId : undefined}
            aria-activedescendant={
              mentioning.offered.length > 0 ? mentioning.optionId(mentioning.at) : undefined
            }
            className="max-h-[40dvh] min-h-9 flex-1 resize-none bg-transparent px-2 py-1.5 text-base outline-none placeholder:text-ink-soft max-sm:text-[1rem]"
          />
          <Button type="submit" look="primary" size="small" aria-label="Send" className="h-9 w-9 px-0">
            <SendHorizontal size={16} aria-hidden />
          </Button>
        </div>
      </div>
    </form>
  )
}

const quoteOf = (message: Message): NonNullable<Message['replyTo']> => ({
  id: message.id,
  seq: message.seq,
  authorName: message.author.name,
  excerpt: message.content.slice(0, 140),
})
