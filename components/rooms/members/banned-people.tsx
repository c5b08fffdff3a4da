'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { say } from '#components/ui/toast.ts'
import { usePages } from '#components/ui/use-pages.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { LoadFailed } from '#components/words/load-failed.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import { on } from '#lib/realtime/browser/client.ts'
import type { Ban, Room } from '#lib/rooms/schema.ts'

/** Who may not come back, for moderators, as it changes; nothing while there is nobody. */
export function BannedPeople({ room }: { room: Room }) {
  const t = useTranslations()
  const [changes, setChanges] = useState(0)
  const place = { params: { roomId: room.id }, query: { limit: 20 } }
  const list = usePages('GET /rooms/{roomId}/bans', place, { again: changes })
  useEffect(
    () => on('bans:changed', ({ roomId }) => roomId === room.id && setChanges((times) => times + 1)),
    [room.id],
  )
  if (list.items.length === 0 && !list.failure) return null
  return (
    <section className="mt-auto flex max-h-2/5 shrink-0 flex-col gap-1 overflow-y-auto border-line border-t px-4 py-3">
      <h3 className="font-medium text-sm">{t('rooms.bans.list')}</h3>
      <LoadFailed list={list} />
      <ul aria-label={t('rooms.bans.list')} className="flex flex-col">
        {list.items.map((ban) => (
          <Banned key={ban.id} room={room} ban={ban} />
        ))}
      </ul>
      {list.cursor !== null && (
        <Button size="small" busy={list.busy} onClick={() => void list.more()}>
          {t('rooms.bans.more')}
        </Button>
      )}
    </section>
  )
}

function Banned({ room, ban }: { room: Room; ban: Ban }) {
  const t = useTranslations()
  const formats = useFormats()
  const params = { roomId: room.id, userId: ban.id }
  const reply = useReply(() => replied(api('DELETE /rooms/{roomId}/ban/{userId}', { params })))
  const date = formats.dateTime(new Date(ban.bannedAt), { dateStyle: 'medium' })
  return (
    <li className="flex flex-col gap-1.5 py-2">
      <div className="flex items-center gap-3">
        <Avatar person={ban} />
        <span className="min-w-0 flex-1">
          <bdi className="block truncate">{ban.name}</bdi>
          <span className="block text-ink-soft text-sm">
            {ban.by ? t('rooms.bans.by', { name: ban.by.name, date }) : t('rooms.bans.on', { date })}
          </span>
        </span>
        <Button
          size="small"
          busy={reply.busy}
          aria-label={t('rooms.bans.liftOf', { name: ban.name })}
          onClick={() => reply.run(undefined, () => say(t('rooms.bans.lifted', { name: ban.name })))}
        >
          {t('rooms.bans.lift')}
        </Button>
      </div>
      {ban.reason && (
        <p dir="auto" className="break-words text-ink-soft text-sm">
          {t('rooms.bans.because', { reason: ban.reason })}
        </p>
      )}
      {reply.general && <Alert>{reply.general}</Alert>}
    </li>
  )
}
