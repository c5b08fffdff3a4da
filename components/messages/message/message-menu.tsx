'use client'

import {
  Copy,
  EyeOff,
  Forward,
  History,
  Link2,
  MessagesSquare,
  Pencil,
  Reply,
  SmilePlus,
  Trash2,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { FrequentReactions } from '#components/messages/reactions/frequent-reactions.tsx'
import { ReportItem } from '#components/moderation/report-item.tsx'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { MenuFor, MenuItem, MenuPopup, MenuSeparator } from '#components/ui/menu.tsx'
import { useCopy } from '#components/ui/use-copy.ts'
import { mentionsToNames } from '#lib/messages/browser/mention-names.ts'
import { messagePath } from '#lib/messages/browser/message-path.ts'
import type { Message } from '#lib/messages/schema.ts'
import { canModerate, canPost, canReply } from '#lib/rooms/policy.ts'
import { KeepItems } from './keep-items.tsx'

/** Loaded when it is first opened. */
const ReportMessage = lazily(() => import('#components/moderation/report-message.tsx'))

/** The one menu of the conversation: it acts on the message whose button opened it. */
export default function MessageMenu() {
  const t = useTranslations()
  const talk = useTalk()
  const { viewer, room, conversation, nameOf, startReply, startEdit, askDelete, openThread } = talk
  const myRooms = useMyRooms()
  const copy = useCopy()
  const [reported, setReported] = useState<Message | null>(null)
  const movedFocus = useRef(false)
  const moving = (act: (message: Message) => void) => (message: Message) => {
    movedFocus.current = true
    act(message)
  }
  const opening = (open: boolean) => {
    if (open) movedFocus.current = false
  }
  const linkTo = (message: Message) => `${window.location.origin}${messagePath(message)}`
  const unreadFrom = ({ seq, inRoom }: Message) => {
    if (!inRoom) return talk.unreadInThread?.(seq)
    conversation.unreadFrom(seq)
    myRooms.read(room.id, seq - 1)
  }
  const mayEdit = ({ author, poll, forwarded, inRoom }: Message) =>
    author.id === viewer.userId && !poll && !forwarded && (inRoom ? canPost(room) : canReply(room))
  return (
    <>
      <MenuFor opening={talk.openings.menu} onOpenChange={opening}>
        {({ payload: message }) =>
          message && (
            // What opens a field keeps the focus there instead of giving it back to the button.
            <MenuPopup finalFocus={() => !movedFocus.current}>
              {room.isActive && <FrequentReactions message={message} />}
              {(openThread ? canPost(room) : canReply(room)) && (
                <MenuItem
                  icon={<Reply size={16} aria-hidden className="rtl:-scale-x-100" />}
                  onClick={() => moving(startReply)(message)}
                >
                  {t('messages.actions.reply')}
                </MenuItem>
              )}
              {openThread && (
                <MenuItem
                  icon={<MessagesSquare size={16} aria-hidden />}
                  onClick={() => moving(({ id }) => openThread(id))(message)}
                >
                  {canReply(room) ? t('messages.actions.replyInThread') : t('messages.actions.openThread')}
                </MenuItem>
              )}
              <MenuItem
                icon={<Forward size={16} aria-hidden className="rtl:-scale-x-100" />}
                onClick={() => moving(talk.askForward)(message)}
              >
                {t('messages.actions.forward')}
              </MenuItem>
              {mayEdit(message) && (
                <MenuItem icon={<Pencil size={16} aria-hidden />} onClick={() => moving(startEdit)(message)}>
                  {t('messages.actions.edit')}
                </MenuItem>
              )}
              {message.reactions.length > 0 && (
                <MenuItem
                  icon={<SmilePlus size={16} aria-hidden />}
                  onClick={() => moving(talk.showReactions)(message)}
                >
                  {t('messages.actions.whoReacted')}
                </MenuItem>
              )}
              {message.editedAt && (
                <MenuItem
                  icon={<History size={16} aria-hidden />}
                  onClick={() => moving(talk.showEdits)(message)}
                >
                  {t('messages.actions.edits')}
                </MenuItem>
              )}
              <MenuItem
                icon={<Link2 size={16} aria-hidden />}
                onClick={() => void copy(linkTo(message), 'link')}
              >
                {t('messages.actions.copyLink')}
              </MenuItem>
              <MenuItem
                icon={<Copy size={16} aria-hidden />}
                onClick={() => void copy(mentionsToNames(message.content, nameOf))}
              >
                {t('messages.actions.copyText')}
              </MenuItem>
              <MenuItem icon={<EyeOff size={16} aria-hidden />} onClick={() => unreadFrom(message)}>
                {t('messages.actions.markUnread')}
              </MenuItem>
              <KeepItems message={message} onRemind={() => moving(talk.askReminder)(message)} />
              {message.author.id !== viewer.userId && (
                <ReportItem onReport={() => moving(setReported)(message)} />
              )}
              {(room.isActive || room.isMuted) &&
                (message.author.id === viewer.userId || canModerate(room)) && (
                  <>
                    <MenuSeparator />
                    <MenuItem
                      danger
                      icon={<Trash2 size={16} aria-hidden />}
                      onClick={() => moving(askDelete)(message)}
                    >
                      {t('messages.actions.delete')}
                    </MenuItem>
                  </>
                )}
            </MenuPopup>
          )
        }
      </MenuFor>
      {reported && <ReportMessage message={reported} onDone={() => setReported(null)} />}
    </>
  )
}
