'use client'

import { useTranslations } from 'next-intl'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { createRoom } from '#lib/rooms/actions.ts'
import { RoomFields, roomOf } from './room-fields.tsx'

type Props = { open: boolean; onOpenChange: (open: boolean) => void }

export default function CreateRoom({ open, onOpenChange }: Props) {
  const t = useTranslations()
  const { enter } = useEnterRoom()
  const myRooms = useMyRooms()
  const reply = useReply(createRoom)
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        reply.clear()
        onOpenChange(next)
      }}
      title={t('rooms.new')}
      description={t('rooms.create.description')}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          reply.run(roomOf(event.currentTarget), (room) => {
            myRooms.put(room)
            onOpenChange(false)
            enter(room.id)
          })
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        <RoomFields issueOf={reply.issueOf} />
        <div className="flex justify-end">
          <Button type="submit" look="primary" busy={reply.busy}>
            {t('rooms.create.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
