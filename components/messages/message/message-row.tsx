'use client'

import { Pin } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { ForwardedLine } from '#components/messages/forward/forwarded-line.tsx'
import { useTimes } from '#components/messages/list/use-times.ts'
import { Poll } from '#components/messages/polls/poll.tsx'
import { Reactions } from '#components/messages/reactions/reactions.tsx'
import { Folding } from '#components/messages/text/folding.tsx'
import { MessageText } from '#components/messages/text/message-text.tsx'
import { useEventWords } from '#components/messages/text/use-content.ts'
import { Tombstone } from '#components/moderation/tombstone.tsx'
import { PersonName } from '#components/rooms/members/person-name.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { cx } from '#components/ui/classes.ts'
import type { Message } from '#lib/messages/schema.ts'
import { AttachmentsAndPreviews } from './attachments-and-previews.tsx'
import { CallButton } from './call-button.tsx'
import { longPress } from './long-press.ts'
import { MessageActions } from './message-actions.tsx'
import { MessageEditor } from './message-editor.tsx'
import { ReplyQuote } from './reply-quote.tsx'
import { rowClass } from './row-class.ts'
import { ThreadLink } from './thread-link.tsx'

type Props = {
  rowKey: string
  message: Message
  grouped: boolean
  editing: boolean
  onEdited: () => void
  highlighted: boolean
  /** One message at a time is in the tab order; the arrow keys move from there. */
  tabbable: boolean
}

export const MessageRow = memo(function MessageRow(props: Props) {
  const { rowKey, message, grouped, editing, onEdited, highlighted, tabbable } = props
  const t = useTranslations()
  const times = useTimes()
  const { room, viewer, nameOf, jumpTo } = useTalk()
  const name = nameOf(message.author.id) ?? message.author.name
  const mentioned = message.mentions.includes(viewer.userId) || message.mentions.includes('room')
  if (message.kind !== 'text') return <EventRow rowKey={rowKey} message={message} tabbable={tabbable} />
  return (
    <article
      data-testid="message"
      data-key={rowKey}
      data-seq={message.seq}
      tabIndex={tabbable ? 0 : -1}
      aria-describedby="message-keys"
      {...(editing ? {} : longPress)}
      className={cx(
        rowClass(grouped),
        '-outline-offset-2 hover:bg-sunken pointer-coarse:select-none',
        mentioned && 'bg-accent-wash',
        highlighted && 'bg-accent-wash ring-2 ring-accent ring-inset',
      )}
    >
      {grouped ? (
        <time
          dateTime={message.createdAt}
          className="whitespace-nowrap pt-1 text-end text-ink-soft text-xs opacity-0 group-hover:opacity-100 group-focus:opacity-100"
        >
          {times.margin(message.createdAt)}
        </time>
      ) : (
        <Avatar person={message.author} />
      )}
      <div className="min-w-0">
        <p className={cx('flex items-baseline gap-2', grouped && 'sr-only')}>
          {grouped ? name : <PersonName person={{ ...message.author, name }} tabIndex={tabbable ? 0 : -1} />}
          <time
            dateTime={message.createdAt}
            title={times.full(message.createdAt)}
            className="shrink-0 whitespace-nowrap text-ink-soft text-xs"
          >
            {times.clock(message.createdAt)}
          </time>
        </p>
        {message.pinnedAt && (
          <p className="flex items-center gap-1 text-ink-soft text-xs">
            <Pin size={12} aria-hidden />
            {t('messages.pinned')}
          </p>
        )}
        {message.replyTo && !message.deletedAt && (
          <ReplyQuote roomId={room.id} replyTo={message.replyTo} nameOf={nameOf} onJump={jumpTo} />
        )}
        {message.forwarded && (
          <ForwardedLine author={message.forwarded.author} roomId={room.id} messageId={message.id} />
        )}
        {editing && !message.deletedAt ? (
          <MessageEditor message={message} onDone={onEdited} />
        ) : (
          <Content rowKey={rowKey} message={message} highlighted={highlighted} />
        )}
        <AttachmentsAndPreviews {...message} />
        <Reactions message={message} />
        <ThreadLink message={message} />
      </div>
      {!editing && !message.deletedAt && <MessageActions message={message} />}
    </article>
  )
})

function Content({ rowKey, message, highlighted }: Pick<Props, 'rowKey' | 'message' | 'highlighted'>) {
  const t = useTranslations()
  const { viewer, nameOf, showEdits } = useTalk()
  if (message.deletedAt) return <Tombstone {...message} />
  const edited = message.editedAt && (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => showEdits(message)}
      className="text-ink-soft text-xs hover:underline"
    >
      {t('messages.edited')}
    </button>
  )
  if (message.poll)
    return (
      <>
        <Poll message={message} poll={message.poll} />
        {edited}
      </>
    )
  if (message.content === '') return edited
  return (
    <Folding of={rowKey} content={message.content} led={highlighted}>
      <MessageText content={message.content} nameOf={nameOf} viewerId={viewer.userId} end={edited} />
    </Folding>
  )
}

/** Something that happened, told between the messages. */
function EventRow({ rowKey, message, tabbable }: Pick<Props, 'rowKey' | 'message' | 'tabbable'>) {
  const times = useTimes()
  const { nameOf } = useTalk()
  const wordsOf = useEventWords(nameOf)
  return (
    <article
      data-testid="message"
      data-key={rowKey}
      data-seq={message.seq}
      tabIndex={tabbable ? 0 : -1}
      className="-outline-offset-2 flex flex-wrap items-baseline justify-center gap-2 px-6 py-2 text-ink-soft text-sm"
    >
      <p data-testid="message-text" dir="auto" className="min-w-0 break-words">
        {message.event ? wordsOf(message.event) : message.content}
      </p>
      <time dateTime={message.createdAt} className="whitespace-nowrap text-xs">
        {times.clock(message.createdAt)}
      </time>
      {message.event && <CallButton event={message.event} />}
    </article>
  )
}
