'use client'

import { useRouter } from 'next/navigation'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { createRoom } from '#lib/rooms/actions.ts'
import { RoomFields, roomOf } from './room-fields.tsx'

type Props = { open: boolean; onOpenChange: (open: boolean) => void }

export function CreateRoom({ open, onOpenChange }: Props) {
  const router = useRouter()
  const myRooms = useMyRooms()
  const reply = useReply(createRoom)
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        reply.clear()
        onOpenChange(next)
      }}
      title="New room"
      description="A place to talk. You will be its owner."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          reply.run(roomOf(event.currentTarget), (room) => {
            myRooms.put(room)
            onOpenChange(false)
            router.push(`/rooms/${room.id}`)
          })
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        <RoomFields issueOf={reply.issueOf} />
        <div className="flex justify-end">
          <Button type="submit" look="primary" busy={reply.busy}>
            Create room
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
