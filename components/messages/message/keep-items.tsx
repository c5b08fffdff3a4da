'use client'

import { AlarmClock, Bookmark, BookmarkX, Pin, PinOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { MenuItem } from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.ts'
import { useStore } from '#components/ui/use-store.ts'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import type { Message } from '#lib/messages/schema.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import { saved } from '#lib/saved/browser/saved.ts'

/** In a message's menu: keeping it, for oneself and for everybody in the room. */
export function KeepItems({ message, onRemind }: { message: Message; onRemind: () => void }) {
  const t = useTranslations()
  const { room } = useTalk()
  const kept = useStore(saved).ids.has(message.id)
  useEffect(() => void saved.load(), [])
  const keep = async () => {
    try {
      await saved.keep(message.id, !kept)
      say(kept ? t('messages.actions.unsaved') : t('messages.actions.saved'))
    } catch (error) {
      say(asRefusal(error))
    }
  }
  return (
    <>
      <MenuItem
        icon={kept ? <BookmarkX size={16} aria-hidden /> : <Bookmark size={16} aria-hidden />}
        onClick={() => void keep()}
      >
        {kept ? t('messages.actions.unsave') : t('messages.actions.save')}
      </MenuItem>
      <MenuItem icon={<AlarmClock size={16} aria-hidden />} onClick={onRemind}>
        {t('messages.actions.remind')}
      </MenuItem>
      {room.isActive && canModerate(room) && (
        <MenuItem
          icon={message.pinnedAt ? <PinOff size={16} aria-hidden /> : <Pin size={16} aria-hidden />}
          onClick={() => void pin(message, !message.pinnedAt)}
        >
          {message.pinnedAt ? t('messages.actions.unpin') : t('messages.actions.pin')}
        </MenuItem>
      )}
    </>
  )
}

/** Everybody in the room, this page too, hears of it as of any other change. */
export const pin = async ({ id, roomId }: Message, on: boolean): Promise<void> => {
  try {
    const path = '/rooms/{roomId}/messages/{messageId}/pin'
    await api(on ? `PUT ${path}` : `DELETE ${path}`, { params: { roomId, messageId: id } })
  } catch (error) {
    say(asRefusal(error))
  }
}
