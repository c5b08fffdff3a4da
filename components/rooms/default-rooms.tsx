'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { RoomTitle } from '#lib/rooms/schema.ts'

const shown = 6

/** The rooms everybody new is in: each change holds at once. */
export function DefaultRooms({ first }: { first: RoomTitle[] }) {
  const t = useTranslations()
  const [rooms, setRooms] = useState(first)
  const add = useReply((room: RoomTitle) =>
    replied(api('PUT /admin/default-rooms/{roomId}', { params: { roomId: room.id } })),
  )
  const end = useReply((room: RoomTitle) =>
    replied(api('DELETE /admin/default-rooms/{roomId}', { params: { roomId: room.id } })),
  )
  const failure = add.general ?? end.general
  return (
    <section aria-labelledby="default-rooms" className="flex max-w-2xl flex-col gap-3">
      <h2 id="default-rooms" className="font-semibold text-lg">
        {t('administration.defaultRooms.title')}
      </h2>
      <p className="text-ink-soft text-sm">{t('administration.defaultRooms.body')}</p>
      {failure && <Alert>{failure}</Alert>}
      {rooms.length > 0 && (
        <ul aria-labelledby="default-rooms" className="flex flex-wrap gap-2">
          {rooms.map((room) => (
            <li
              key={room.id}
              className="flex min-w-0 max-w-full items-center gap-1 rounded-lg border border-line bg-raised ps-3"
            >
              <bdi className="min-w-0 truncate">{room.name}</bdi>
              <IconButton
                label={t('administration.defaultRooms.end', { room: room.name })}
                onClick={() => end.run(room, () => setRooms((now) => now.filter(({ id }) => id !== room.id)))}
              >
                <X size={16} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <FindRoom without={rooms} onChoose={(room) => add.run(room, () => setRooms((now) => [...now, room]))} />
    </section>
  )
}

/** Public rooms by name: those one is in are known here, the others are asked for. */
function FindRoom({ without, onChoose }: { without: RoomTitle[]; onChoose: (room: RoomTitle) => void }) {
  const t = useTranslations()
  const [typed, setTyped] = useState('')
  const query = typed.trim()
  const place = { query: { scope: 'browse' as const, ...(query && { query }) } }
  const open = usePages('GET /rooms', place, { pauseMs: 200 })
  const mine = useJoinedRooms().filter(
    (room) =>
      room.visibility === 'public' && room.isActive && room.name.toLowerCase().includes(query.toLowerCase()),
  )
  const found = [...mine, ...open.items.filter(({ id }) => mine.every((room) => room.id !== id))]
    .filter(({ id }) => without.every((room) => room.id !== id))
    .slice(0, shown)
  return (
    <>
      <TextField
        label={t('administration.defaultRooms.find')}
        name="room"
        type="search"
        autoComplete="off"
        value={typed}
        maxLength={80}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul aria-label={t('administration.defaultRooms.found')} className="flex flex-col">
        {found.map((room) => (
          <li key={room.id} className="flex items-center gap-2 border-line border-b py-1 last:border-0">
            <bdi className="min-w-0 flex-1 truncate">{room.name}</bdi>
            <IconButton
              label={t('administration.defaultRooms.add', { room: room.name })}
              onClick={() => onChoose(room)}
            >
              <Plus size={16} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <p role="status" className="text-ink-soft text-sm empty:hidden">
        {found.length === 0 && open.asked && t('administration.defaultRooms.none')}
      </p>
    </>
  )
}
