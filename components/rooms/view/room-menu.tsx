'use client'

import { Archive, ArchiveRestore, EllipsisVertical, LogOut, Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AttentionItems } from '#components/rooms/attention-items.tsx'
import { EditRoom } from '#components/rooms/dialogs/edit-room.tsx'
import { useMyRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { MenuItem, MenuPopup, MenuRoot, MenuSeparator, MenuTrigger } from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.tsx'
import type { Reply } from '#lib/errors.ts'
import { changeRoom, deleteRoom, leaveRoom } from '#lib/rooms/actions.ts'
import { roomName } from '#lib/rooms/name.ts'
import { canChange, canDelete } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { RoomReading } from './room-reading.tsx'

type Asking = 'archive' | 'delete' | 'leave' | null

/** What may be done with the room as a whole, as far as the viewer may. */
export function RoomMenu({ room, onPins }: { room: Room; onPins: () => void }) {
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState<Asking>(null)
  const myRooms = useMyRooms()
  const viewer = useViewer()
  const router = useRouter()
  const [busy, setBusy] = useState(false)

  const run = async <T,>(reply: Promise<Reply<T>>, done: (data: T) => void) => {
    setBusy(true)
    const answer = await reply.catch(() => null)
    setBusy(false)
    setAsking(null)
    if (answer?.ok) done(answer.data)
    else say(answer?.error.message ?? 'The server cannot be reached. Try again.')
  }
  const setActive = (isActive: boolean) =>
    run(changeRoom({ roomId: room.id, change: { isActive } }), (changed) => myRooms.put(changed))
  const gone = () => {
    router.push('/rooms')
    myRooms.drop(room.id)
  }
  const ask = (what: Asking) => ({
    open: asking === what,
    onOpenChange: (open: boolean) => setAsking(open ? what : null),
    busy,
  })
  const name = roomName(room)

  return (
    <>
      <MenuRoot>
        <MenuTrigger aria-label="Room menu" className={iconButtonClass}>
          <EllipsisVertical size={18} aria-hidden />
        </MenuTrigger>
        <MenuPopup>
          <AttentionItems room={room} />
          <MenuSeparator />
          <RoomReading room={room} onPins={onPins} />
          <MenuSeparator />
          {canChange(room, room) && (
            <MenuItem icon={<Pencil size={16} aria-hidden />} onClick={() => setEditing(true)}>
              Edit room
            </MenuItem>
          )}
          {canChange(room, room) && room.isActive && (
            <MenuItem icon={<Archive size={16} aria-hidden />} onClick={() => setAsking('archive')}>
              Archive room
            </MenuItem>
          )}
          {canChange(room, room) && !room.isActive && (
            <MenuItem icon={<ArchiveRestore size={16} aria-hidden />} onClick={() => void setActive(true)}>
              Restore room
            </MenuItem>
          )}
          <MenuItem icon={<LogOut size={16} aria-hidden />} onClick={() => setAsking('leave')}>
            Leave room
          </MenuItem>
          {canDelete(viewer, room, room) && (
            <>
              <MenuSeparator />
              <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onClick={() => setAsking('delete')}>
                Delete room
              </MenuItem>
            </>
          )}
        </MenuPopup>
      </MenuRoot>
      <EditRoom room={room} open={editing} onOpenChange={setEditing} />
      <ConfirmDialog
        {...ask('archive')}
        title={`Archive ${name}?`}
        body="Everybody can still read it, and nobody can write in it. You can restore it at any time."
        confirm="Archive room"
        onConfirm={() => void setActive(false)}
      />
      <ConfirmDialog
        {...ask('leave')}
        title={`Leave ${name}?`}
        body={
          room.visibility === 'public'
            ? 'You can come back from All rooms at any time.'
            : 'To come back you will need a new invitation.'
        }
        confirm="Leave room"
        onConfirm={() => void run(leaveRoom({ roomId: room.id }), gone)}
      />
      <ConfirmDialog
        {...ask('delete')}
        danger
        title={`Delete ${name}?`}
        body="The room and all its messages are removed for everybody. This cannot be undone."
        confirm="Delete room"
        onConfirm={() => void run(deleteRoom({ roomId: room.id }), gone)}
      />
    </>
  )
}
