'use client'

import { SendHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { FileButton } from '#components/files/file-button.tsx'
import { useAttaching } from '#components/files/use-attaching.ts'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { PollButton } from '#components/messages/polls/poll-button.tsx'
import { part } from '#components/parts/part.ts'
import { SendLater } from '#components/scheduled/send-later.tsx'
import { Button } from '#components/ui/button.tsx'
import { later } from '#components/ui/later.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { soon } from '#components/ui/soon.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { ahead, load } from '#lib/build/browser/load.ts'
import type { draftOf } from '#lib/messages/browser/drafts.ts'
import type { Pending } from '#lib/messages/browser/outbox.ts'
import { sent } from '#lib/messages/browser/sent.ts'
import type { Typed } from '#lib/messages/browser/typed-names.ts'
import { meaning, withPart } from '#lib/messages/browser/written.ts'
import { canPost } from '#lib/rooms/policy.ts'
import { isBlank } from '#lib/text/signs.ts'
import { ComposerTools } from './composer-tools.tsx'
import { useCommand } from './use-command.ts'
import { useFormatBar } from './use-format-bar.ts'
import { useRead } from './use-read.ts'
import { useRoomLeft } from './use-room-left.ts'
import { useTypingAnywhere } from './use-typing-anywhere.ts'
import { enterSends } from './writing.ts'
import { WritingField } from './writing-field.tsx'

/** Loaded when it is first opened. */
const FormatBar = lazily(() => import('./format-bar.tsx'))
const Answered = lazily(() => import('./answered.tsx'))
const AttachmentTray = later(part('AttachmentTray'))
const AbsentNames = lazily(part('AbsentNames'))
const WhoIsMeant = lazily(part('WhoIsMeant'))

/** It reads what is answered, as the list does. */
const ReplyStrip = soon(ahead(() => import('./reply-strip.tsx')))

/** What reads the links of a message reads the whole message. */
const loadReader = async () => {
  const { linksIn } = await load(() => import('#lib/messages/markdown/links-said.ts'))
  return (text: string) => linksIn(text, location.origin)
}

type Props = {
  /** Where the text is written; whoever asks for an answer puts the focus there. */
  field: RefObject<HTMLTextAreaElement | null>
  draft: ReturnType<typeof draftOf>
  label: string
  /** The first message of the thread that is written in; without it, the room is. */
  thread?: NonNullable<Pending['replyTo']>
  onSent: () => void
  /** Arrow up in an empty composer. */
  onEditLast?: () => void
  /** Escape with nothing else to give up. */
  onEscape?: () => void
}

/** Where a message is written. The draft stays in this browser until it is sent. */
export function Composer({ field, draft, label, thread, onSent, onEditLast, onEscape }: Props) {
  const t = useTranslations()
  const { conversation, room, members, knowsAll, viewer } = useTalk()
  const { text, people, replyTo, attachments, previews } = useStore(draft)
  const mayPost = canPost(room)
  const here = { members, knowsAll, viewerId: viewer.userId }
  const [bar, toggleBar] = useFormatBar()
  const read = useRead(text)
  const left = useRoomLeft({ text, people }, here)
  const [alsoInRoom, setAlsoInRoom] = useState(false)
  const [refused, setRefused] = useState(false)
  const [unclear, setUnclear] = useState<Typed | null>(null)
  const attaching = useAttaching(draft, loadReader)
  /** Enter was pressed while files were still on their way: text and files go together. */
  const [waiting, setWaiting] = useState(false)

  const replyToId = (replyTo ?? thread)?.id ?? null
  const hasWritten = !isBlank(text) || attachments.length > 0
  const answered = useRef(replyTo)
  useEffect(() => {
    // On a phone only who asked to reply gets the keyboard.
    if (enterSends() || (replyTo && replyTo !== answered.current)) field.current?.focus()
    answered.current = replyTo
  }, [field, replyTo])

  useTypingAnywhere(field)
  const files = attachments.length + attaching.coming.length
  const filesBefore = useRef(files)
  useEffect(() => {
    // However files came, what is done next is to write or to send.
    if (files > filesBefore.current && enterSends()) field.current?.focus()
    filesBefore.current = files
  }, [field, files])

  const written = (next: string) => {
    setRefused(false)
    setUnclear(null)
    command.end()
    conversation.typed(next)
  }
  /** What was written, made ready to be sent; null when it cannot be, which is said. */
  const ready = () => {
    const { content, unclear: asked } = sent(draft.get(), here, read)
    if (content === '' && attachments.length === 0 && !attaching.isComing) return null
    if (left < 0) setRefused(true)
    else setUnclear(asked)
    if (left < 0 || asked) return null
    const place = thread && { threadId: thread.id, inRoom: alsoInRoom }
    return { content, replyTo: replyTo ?? thread ?? null, ...place, attachments, previews }
  }
  const isSent = () => {
    draft.clear()
    setAlsoInRoom(false)
    onSent()
    field.current?.focus()
  }
  const post = () => {
    const message = ready()
    if (!message) return
    setWaiting(attaching.isComing)
    if (attaching.isComing) return
    conversation.post(message)
    isSent()
  }
  const command = useCommand(draft, thread?.id, post)
  const choose = (one: Typed, id: string | null) => {
    draft.set(withPart(draft.get(), meaning({ name: one.name, id }), one.at))
    post()
  }
  const arrived = waiting && !attaching.isComing
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the last file is there
  useEffect(() => {
    if (arrived) post()
  }, [arrived])
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' && !event.altKey && text === '' && onEditLast) {
      event.preventDefault()
      onEditLast()
    } else if (event.key === 'Escape') {
      if (replyTo) draft.set({ replyTo: null })
      else onEscape?.()
    }
  }

  return (
    <form
      data-kept
      className="px-4 pb-3 sm:px-6"
      onPaste={attaching.pasted}
      onSubmit={(event) => {
        event.preventDefault()
        void command.submit()
      }}
    >
      <div className="@container rounded-xl border border-line-strong bg-raised focus-within:border-focus focus-within:ring-1 focus-within:ring-focus">
        {replyTo && (
          <ReplyStrip meanwhile={null} replyTo={replyTo} onEnd={() => draft.set({ replyTo: null })} />
        )}
        <AttachmentTray wanted={attaching.isShown} attaching={attaching} waiting={waiting} />
        {bar && <FormatBar field={field} />}
        <div className="flex items-end gap-1 p-1.5 sm:@max-sm:flex-wrap">
          <FileButton onFiles={attaching.staging.add} />
          <WritingField
            field={field}
            label={label}
            placeholder={label}
            store={draft}
            onWritten={written}
            onEnter={() => void command.submit()}
            commands
            onKey={key}
            className="block max-h-[40dvh] min-h-9 w-full resize-none bg-transparent px-2 py-1.5 text-base outline-none text-ellipsis placeholder:overflow-hidden placeholder:text-ellipsis placeholder:whitespace-nowrap placeholder:text-ink-soft max-sm:text-[1rem]"
          />
          <ComposerTools field={field} bar={bar} onBar={toggleBar} left={left} />
          {hasWritten && !attaching.isComing && <SendLater roomId={room.id} ready={ready} onSent={isSent} />}
          {!hasWritten && mayPost && <PollButton roomId={room.id} replyToId={replyToId} onPosted={isSent} />}
          <Button
            type="submit"
            look="primary"
            size="small"
            aria-label={t('messages.composer.send')}
            className="h-9 w-9 px-0"
          >
            <SendHorizontal size={16} aria-hidden className="rtl:-scale-x-100" />
          </Button>
        </div>
        {thread && mayPost && (
          <label className="flex w-fit items-center gap-2 px-3 pb-2 text-ink-soft text-sm">
            <input
              type="checkbox"
              checked={alsoInRoom}
              onChange={({ target }) => setAlsoInRoom(target.checked)}
              className="size-4"
            />
            {t('messages.thread.alsoInRoom')}
          </label>
        )}
        {people.length > 0 && <AbsentNames people={people} />}
        {command.answer && (
          <Answered
            answer={command.answer}
            roomId={room.id}
            replyToId={replyToId}
            onDone={() => {
              command.done()
              onSent()
            }}
            onEnd={command.end}
          />
        )}
        {unclear && <WhoIsMeant unclear={unclear} onChoose={(id) => choose(unclear, id)} />}
        {refused && (
          <p role="alert" className="border-line border-t px-3.5 py-2 text-danger-text text-sm">
            {t('messages.composer.tooLong', { over: -left })}
          </p>
        )}
      </div>
    </form>
  )
}
