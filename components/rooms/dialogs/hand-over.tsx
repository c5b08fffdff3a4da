'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { setRole } from '#lib/rooms/actions.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { Heirs } from './heirs.tsx'

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
      <Heirs {...{ people: others, failure, sought, setSought, heir, setHeir }} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" busy={reply.busy || busy} disabled={heir === null}>
          {t('rooms.leaving.submit')}
        </Button>
      </div>
    </form>
  )
}
