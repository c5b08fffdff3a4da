import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Heirs } from '#components/rooms/dialogs/heirs.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { say } from '#components/ui/toast.ts'
import { usePages } from '#components/ui/use-pages.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { AnyRoom } from '#lib/rooms/schema.ts'

type Props = { room: AnyRoom; onClose: () => void; onChanged: (room: AnyRoom) => void }

/** Makes another member the owner of a room that one need not be in. */
export function HandAnyRoomOver({ room, onClose, onChanged }: Props) {
  const t = useTranslations()
  const params = { roomId: room.id }
  const reply = useReply((ownerId: string) =>
    replied(api('PATCH /admin/rooms/{roomId}', { params, body: { ownerId } })),
  )
  const [sought, setSought] = useState('')
  const [heir, setHeir] = useState<string | null>(null)
  const place = { params, query: { limit: 50, query: sought.trim() || null } }
  const { items, failure, asked } = usePages('GET /admin/rooms/{roomId}/members', place, { pauseMs: 150 })
  const people = items.filter(({ id }) => id !== room.owner?.id)
  const name = { name: room.name }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('upkeep.rooms.handOver.title', name)}
      description={t('upkeep.rooms.handOver.body')}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (heir === null) return
          reply.run(heir, (changed) => {
            onClose()
            onChanged(changed)
            say(t('upkeep.rooms.handOver.done', { ...name, person: changed.owner?.name ?? '' }))
          })
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        {asked && sought === '' && people.length === 0 && (
          <p className="text-ink-soft">{t('upkeep.rooms.handOver.nobody')}</p>
        )}
        <Heirs {...{ people, failure, sought, setSought, heir, setHeir }} />
        <div className="flex justify-end">
          <Button type="submit" look="primary" busy={reply.busy} disabled={heir === null}>
            {t('upkeep.rooms.handOver.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
