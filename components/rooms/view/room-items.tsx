'use client'

import { Archive, ArchiveRestore, ChartColumn, LogOut, Pencil, Ticket, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { part } from '#components/parts/part.ts'
import { AttentionItems } from '#components/rooms/attention-items.tsx'
import { EditRoom } from '#components/rooms/dialogs/edit-room.tsx'
import { LeaveRoom } from '#components/rooms/dialogs/leave-room.tsx'
import { RoomActivity } from '#components/rooms/dialogs/room-activity.tsx'
import { useMyRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { withRoomRuleWords } from '#components/rooms/room-rule-words.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { later } from '#components/ui/later.tsx'
import { MenuFor, MenuItem, MenuPopup, MenuSeparator } from '#components/ui/menu.tsx'
import type { Opening } from '#components/ui/opening.ts'
import { say } from '#components/ui/toast.ts'
import type { Reply } from '#lib/errors.ts'
import { changeRoom, deleteRoom } from '#lib/rooms/actions.ts'
import { canChange, canDelete, canModerate, canOpenToGuests } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { RoomReading } from './room-reading.tsx'
import { useEnterRoom } from './use-enter-room.ts'

const GuestLinkDialog = later(part('GuestLinkDialog'))

type Asking = 'activity' | 'archive' | 'delete' | 'leave' | null
type Props = { menu: Opening; room: Room; onPins: () => void }

/** What may be done with the room as a whole, as far as the viewer may. */
export default withRoomRuleWords(function RoomItems({ menu, room, onPins }: Props) {
  const t = useTranslations()
  const [editing, setEditing] = useState(false)
  const [opening, setOpening] = useState(false)
  const [asking, setAsking] = useState<Asking>(null)
  const myRooms = useMyRooms()
  const viewer = useViewer()
  const { go } = useEnterRoom()
  const [busy, setBusy] = useState(false)

  const run = async <T,>(reply: Promise<Reply<T>>, done: (data: T) => void) => {
    setBusy(true)
    const answer = await reply.catch(() => null)
    setBusy(false)
    setAsking(null)
    if (answer?.ok) done(answer.data)
    else say(answer?.error ?? t('rooms.unreachable'))
  }
  const setActive = (isActive: boolean) =>
    run(changeRoom({ roomId: room.id, change: { isActive } }), (changed) => myRooms.put(changed))
  const gone = () => {
    go('/rooms')
    myRooms.drop(room.id)
  }
  const ask = (what: Asking) => ({
    open: asking === what,
    onOpenChange: (open: boolean) => setAsking(open ? what : null),
    busy,
  })
  const name = useRoomName()(room)

  return (
    <>
      <MenuFor opening={menu}>
        <MenuPopup>
          <AttentionItems room={room} />
          <MenuSeparator />
          <RoomReading room={room} onPins={onPins} />
          <MenuSeparator />
          {canChange(room) && (
            <MenuItem icon={<Pencil size={16} aria-hidden />} onClick={() => setEditing(true)}>
              {t('rooms.menu.edit')}
            </MenuItem>
          )}
          {canOpenToGuests(viewer, room) && (
            <MenuItem icon={<Ticket size={16} aria-hidden />} onClick={() => setOpening(true)}>
              {t('rooms.menu.guests')}
            </MenuItem>
          )}
          {canModerate(room) && (
            <MenuItem icon={<ChartColumn size={16} aria-hidden />} onClick={() => setAsking('activity')}>
              {t('rooms.activity.open')}
            </MenuItem>
          )}
          {canChange(room) && room.isActive && (
            <MenuItem icon={<Archive size={16} aria-hidden />} onClick={() => setAsking('archive')}>
              {t('rooms.menu.archive')}
            </MenuItem>
          )}
          {canChange(room) && !room.isActive && (
            <MenuItem icon={<ArchiveRestore size={16} aria-hidden />} onClick={() => void setActive(true)}>
              {t('rooms.menu.restore')}
            </MenuItem>
          )}
          <MenuItem
            icon={<LogOut size={16} aria-hidden className="rtl:-scale-x-100" />}
            onClick={() => setAsking('leave')}
          >
            {t('rooms.menu.leave')}
          </MenuItem>
          {canDelete(viewer, room) && (
            <>
              <MenuSeparator />
              <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onClick={() => setAsking('delete')}>
                {t('rooms.menu.delete')}
              </MenuItem>
            </>
          )}
        </MenuPopup>
      </MenuFor>
      <GuestLinkDialog wanted={opening} room={room} open={opening} onOpenChange={setOpening} />
      <RoomActivity
        room={room}
        open={asking === 'activity'}
        onOpenChange={(open) => setAsking(open ? 'activity' : null)}
      />
      <EditRoom room={room} open={editing} onOpenChange={setEditing} />
      <ConfirmDialog
        {...ask('archive')}
        title={t('rooms.menu.archiveTitle', { room: name })}
        body={t('rooms.menu.archiveBody')}
        confirm={t('rooms.menu.archive')}
        onConfirm={() => void setActive(false)}
      />
      <LeaveRoom
        room={room}
        open={asking === 'leave'}
        onOpenChange={(open) => setAsking(open ? 'leave' : null)}
        onLeft={gone}
        onArchive={() => setAsking('archive')}
      />
      <ConfirmDialog
        {...ask('delete')}
        danger
        title={t('rooms.menu.deleteTitle', { room: name })}
        body={t('rooms.menu.deleteBody')}
        confirm={t('rooms.menu.delete')}
        onConfirm={() => void run(deleteRoom({ roomId: room.id }), gone)}
      />
    </>
  )
})
