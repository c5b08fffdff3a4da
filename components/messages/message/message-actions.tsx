'use client'

import { EllipsisVertical, MessagesSquare, Reply, SmilePlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { EmojiSign } from '#components/emoji/emoji-sign.tsx'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { toggle } from '#components/messages/reactions/react.ts'
import { useFrequentEmoji } from '#components/messages/reactions/use-frequent-emoji.ts'
import { cx } from '#components/ui/classes.ts'
import { OpenButton } from '#components/ui/open-button.tsx'
import type { Message } from '#lib/messages/schema.ts'
import { canPost, canReply } from '#lib/rooms/policy.ts'

const button =
  'inline-flex size-8 items-center justify-center rounded-md text-ink-soft hover:bg-sunken hover:text-ink data-popup-open:bg-sunken'

/** What stands on a message under the pointer; from the keyboard, Enter on the message opens the menu. */
export function MessageActions({ message }: { message: Message }) {
  const t = useTranslations()
  const { conversation, viewer, room, startReply, openThread, openings } = useTalk()
  const frequent = useFrequentEmoji()
  return (
    <div
      className={cx(
        '-top-4 absolute end-4 flex items-center rounded-lg border border-line bg-raised p-0.5 opacity-0 shadow-sm',
        'group-focus-within:opacity-100 group-hover:opacity-100 group-focus:opacity-100 has-data-popup-open:opacity-100',
        'pointer-events-none group-focus-within:pointer-events-auto group-hover:pointer-events-auto group-focus:pointer-events-auto',
      )}
    >
      {room.isActive && (
        <>
          {frequent.map((emoji) => (
            <button
              key={emoji}
              type="button"
              tabIndex={-1}
              aria-label={t('messages.actions.reactWith', { emoji })}
              onClick={() => void toggle(conversation, message, emoji, viewer.userId)}
              className={cx(button, 'max-sm:hidden')}
            >
              <EmojiSign sign={emoji} />
            </button>
          ))}
          <OpenButton
            opening={openings.picker}
            payload={message}
            tabIndex={-1}
            aria-label={t('messages.actions.react')}
            className={button}
          >
            <SmilePlus size={16} aria-hidden />
          </OpenButton>
          {(openThread ? canPost(room) : canReply(room)) && (
            <button
              type="button"
              tabIndex={-1}
              aria-label={t('messages.actions.reply')}
              onClick={() => startReply(message)}
              className={button}
            >
              <Reply size={16} aria-hidden className="rtl:-scale-x-100" />
            </button>
          )}
          {openThread && (
            <button
              type="button"
              tabIndex={-1}
              aria-label={t(`messages.actions.${canReply(room) ? 'replyInThread' : 'openThread'}`)}
              onClick={() => openThread(message.id)}
              className={button}
            >
              <MessagesSquare size={16} aria-hidden />
            </button>
          )}
        </>
      )}
      <OpenButton
        opening={openings.menu}
        payload={message}
        tabIndex={-1}
        aria-label={t('messages.actions.label')}
        data-message-menu
        className={button}
      >
        <EllipsisVertical size={16} aria-hidden />
      </OpenButton>
    </div>
  )
}
