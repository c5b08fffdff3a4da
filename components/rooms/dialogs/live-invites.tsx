'use client'

import { Copy, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useCopy } from '#components/ui/use-copy.ts'
import { usePages } from '#components/ui/use-pages.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { useStore } from '#components/ui/use-store.ts'
import { LoadFailed } from '#components/words/load-failed.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { on } from '#lib/realtime/browser/client.ts'
import { endInvite } from '#lib/rooms/actions.ts'
import { madeLinks } from '#lib/rooms/browser/made-links.ts'
import { canEndInvite } from '#lib/rooms/policy.ts'
import type { LiveInvite, Room } from '#lib/rooms/schema.ts'

/** The links that lead into the room now, as they are made, used and ended. */
export function LiveInvites({ room }: { room: Room }) {
  const t = useTranslations()
  const [changes, setChanges] = useState(0)
  const place = { params: { roomId: room.id }, query: { limit: 20 } }
  const list = usePages('GET /rooms/{roomId}/invites', place, { again: changes })
  useEffect(
    () => on('invites:changed', ({ roomId }) => roomId === room.id && setChanges((times) => times + 1)),
    [room.id],
  )
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">{t('rooms.invite.live')}</h3>
      <LoadFailed list={list} />
      {list.asked && list.items.length === 0 && (
        <p className="text-ink-soft text-sm">{t('rooms.invite.none')}</p>
      )}
      <ul aria-label={t('rooms.invite.live')} className="flex max-h-64 flex-col overflow-y-auto">
        {list.items.map((invite) => (
          <LiveLink key={invite.id} room={room} invite={invite} />
        ))}
      </ul>
      {list.cursor !== null && (
        <Button size="small" busy={list.busy} onClick={() => void list.more()}>
          {t('rooms.invite.more')}
        </Button>
      )}
    </section>
  )
}

function LiveLink({ room, invite }: { room: Room; invite: LiveInvite }) {
  const t = useTranslations()
  const formats = useFormats()
  const viewer = useViewer()
  const copy = useCopy()
  const reply = useReply(endInvite)
  const link = useStore(madeLinks)[invite.id]
  const { creator } = invite
  return (
    <li className="flex items-center gap-1 border-line border-t py-1.5">
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          {creator.id === viewer.userId
            ? t('rooms.invite.byYou')
            : t('rooms.invite.by', { name: creator.name })}
        </span>
        <span className="block text-ink-soft text-sm">
          {t('rooms.invite.goodFor', {
            people: invite.usesLeft,
            date: formats.dateTime(new Date(invite.expiresAt), { dateStyle: 'medium', timeStyle: 'short' }),
          })}
        </span>
        {reply.general && (
          <span role="alert" className="block text-danger-text text-sm">
            {reply.general}
          </span>
        )}
      </span>
      {link && (
        <IconButton label={t('rooms.invite.copy')} onClick={() => void copy(link, 'link')}>
          <Copy size={16} aria-hidden />
        </IconButton>
      )}
      {canEndInvite(viewer, room, creator.id) && (
        <IconButton
          label={t('rooms.invite.end')}
          disabled={reply.busy}
          onClick={() => reply.run({ roomId: room.id, inviteId: invite.id }, () => {})}
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  )
}
