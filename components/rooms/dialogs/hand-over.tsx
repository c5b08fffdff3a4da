'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { setRole } from '#lib/rooms/actions.ts'
import type { Room } from '#lib/rooms/schema.ts'

type Props = { room: Room; busy: boolean; onHandedOver: () => void }

/** Makes another member an owner. */
export function HandOver({ room, busy, onHandedOver }: Props) {
  const t = useTranslations()
  const viewer = useViewer()
  const reply = useReply(setRole)
  const [sought, setSought] = useState('')
  const [heir, setHeir] = useState<string | null>(null)
  const place = { params: { roomId: room.id }, query: { limit: 50, query: sought.trim() || null } }
  const { items, failure } = usePages('GET /rooms/{roomId}/members', place, { pauseMs: 150 })
  const others = items.filter(({ id }) => id !== viewer.userId)
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (heir) reply.run({ roomId: room.id, userId: heir, role: 'owner' }, onHandedOver)
      }}
    >
      {reply.general && <Alert>{reply.general}</Alert>}
      {failure && (
        <Alert>
          <RefusalText of={failure} />
        </Alert>
      )}
      <TextField
        label={t('rooms.people.find')}
        name="member"
        autoComplete="off"
        maxLength={80}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <fieldset className="max-h-60 min-w-0 overflow-y-auto">
        <legend className="sr-only">{t('rooms.leaving.heir')}</legend>
        {others.map((person) => (
          <label key={person.id} className="flex items-center gap-3 rounded-lg px-2 py-1.5 hover:bg-sunken">
            <input
              type="radio"
              name="heir"
              value={person.id}
              checked={heir === person.id}
              onChange={() => setHeir(person.id)}
              className="accent-accent"
            />
            <Avatar person={person} />
            <bdi className="min-w-0 flex-1 truncate">{person.name}</bdi>
          </label>
        ))}
      </fieldset>
      <div className="flex justify-end">
        <Button type="submit" look="primary" busy={reply.busy || busy} disabled={heir === null}>
          {t('rooms.leaving.submit')}
        </Button>
      </div>
    </form>
  )
}
