import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { AnyRoom } from '#lib/rooms/schema.ts'

type Deed = 'enter' | 'archive' | 'restore'
type Asked = { room: AnyRoom; deed: Deed }

/** Does what an administrator chose, once they have said that they mean it: others will notice. */
export function useRoomDeeds(onChanged: (room: AnyRoom) => void): {
  ask: (room: AnyRoom, deed: Deed) => void
  dialog: ReactNode
} {
  const t = useTranslations()
  const router = useRouter()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [open, setOpen] = useState(false)
  const reply = useReply(perform)
  const ask = (room: AnyRoom, deed: Deed) => {
    reply.clear()
    setAsked({ room, deed })
    setOpen(true)
  }
  const confirm = ({ room, deed }: Asked) =>
    reply.run({ room, deed }, (changed) => {
      setOpen(false)
      onChanged(changed)
      say(t(`upkeep.rooms.deeds.${deed}.done`, { name: room.name }))
      if (deed === 'enter') router.push(`/rooms/${room.id}`)
    })
  const dialog = asked && (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      busy={reply.busy}
      title={t(`upkeep.rooms.deeds.${asked.deed}.title`, { name: asked.room.name })}
      body={reply.general ?? t(`upkeep.rooms.deeds.${asked.deed}.body`)}
      confirm={t(`upkeep.rooms.deeds.${asked.deed}.confirm`)}
      onConfirm={() => confirm(asked)}
    />
  )
  return { ask, dialog }
}

function perform({ room, deed }: Asked) {
  const params = { roomId: room.id }
  if (deed === 'enter') return replied(api('POST /admin/rooms/{roomId}/enter', { params }))
  const body = { isActive: deed === 'restore' }
  return replied(api('PATCH /admin/rooms/{roomId}', { params, body }))
}
