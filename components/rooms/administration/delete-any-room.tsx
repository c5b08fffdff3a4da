import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { AnyRoom } from '#lib/rooms/schema.ts'

type Props = { room: AnyRoom; onClose: () => void; onDeleted: () => void }

/** Asks for the name of the room, as it cannot be brought back: nobody types that by mistake. */
export function DeleteAnyRoom({ room, onClose, onDeleted }: Props) {
  const t = useTranslations()
  const reply = useReply((roomId: string) =>
    replied(api('DELETE /admin/rooms/{roomId}', { params: { roomId } })),
  )
  const [typed, setTyped] = useState('')
  const isMeant = typed.trim() === room.name
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('upkeep.rooms.delete.title', { name: room.name })}
      description={t('upkeep.rooms.delete.body')}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isMeant) return
          reply.run(room.id, () => {
            onClose()
            onDeleted()
          })
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        <TextField
          label={t('upkeep.rooms.delete.type')}
          name="typed"
          autoComplete="off"
          placeholder={room.name}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="danger" busy={reply.busy} disabled={!isMeant}>
            {t('upkeep.rooms.delete.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
