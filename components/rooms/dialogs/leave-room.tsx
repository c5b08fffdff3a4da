'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { leaveRoom } from '#lib/rooms/actions.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { HandOver } from './hand-over.tsx'

type Props = {
  room: Room
  open: boolean
  onOpenChange: (open: boolean) => void
  onLeft: () => void
  /** The other way out for an only owner. */
  onArchive: () => void
}
type Standing = 'free' | 'onlyOwner' | 'last'

/** Asks before leaving, and says what has to be done first where somebody has to look after the room. */
export function LeaveRoom({ room, open, onOpenChange, onLeft, onArchive }: Props) {
  const t = useTranslations()
  const name = useRoomName()(room)
  const standing = useStanding(room, open)
  const reply = useReply(leaveRoom)
  const title = t('rooms.menu.leaveTitle', { room: name })
  const leave = () => reply.run({ roomId: room.id }, onLeft)
  const back = room.visibility === 'public' ? 'rooms.menu.leavePublicBody' : 'rooms.menu.leavePrivateBody'
  if (standing === 'free')
    return (
      <ConfirmDialog
        open={open}
        onOpenChange={onOpenChange}
        busy={reply.busy}
        title={title}
        body={reply.general ?? t(back)}
        confirm={t('rooms.menu.leave')}
        onConfirm={leave}
      />
    )
  const isLast = standing === 'last'
  return (
    <Dialog
      open={open && standing !== null}
      onOpenChange={onOpenChange}
      title={title}
      description={t(isLast ? 'rooms.leaving.last' : 'rooms.leaving.onlyOwner')}
    >
      {reply.general && <Alert>{reply.general}</Alert>}
      {!isLast && <HandOver room={room} busy={reply.busy} onHandedOver={leave} />}
      {!isLast && room.isActive && (
        <div className="mt-4 flex items-center justify-between gap-3 border-line border-t pt-4">
          <p className="text-ink-soft text-sm">{t('rooms.leaving.orArchive')}</p>
          <Button onClick={onArchive}>{t('rooms.menu.archive')}</Button>
        </div>
      )}
    </Dialog>
  )
}

/** What stands in the way of leaving; null until it is known. The server refuses all the same. */
function useStanding(room: Room, asked: boolean): Standing | null {
  const viewer = useViewer()
  const isOwner = room.role === 'owner'
  const [standing, setStanding] = useState<Standing | null>(null)
  useEffect(() => {
    if (!asked) return
    if (!isOwner) return setStanding('free')
    let over = false
    // How many are in the room is known as of when it was looked at.
    whoStays({ id: room.id, visibility: room.visibility }, viewer.userId).then(
      (found) => !over && setStanding(found),
      () => !over && setStanding('free'),
    )
    return () => {
      over = true
      setStanding(null)
    }
  }, [asked, isOwner, room.id, room.visibility, viewer.userId])
  return standing
}

async function whoStays(
  { id, visibility }: Pick<Room, 'id' | 'visibility'>,
  ownId: string,
): Promise<Standing> {
  const members = (query: { role?: 'owner' }) =>
    api('GET /rooms/{roomId}/members', { params: { roomId: id }, query: { ...query, limit: 2 } })
  const isAnother = (one: { id: string }) => one.id !== ownId
  if ((await members({ role: 'owner' })).items.some(isAnother)) return 'free'
  if ((await members({})).items.some(isAnother)) return 'onlyOwner'
  return visibility === 'private' ? 'last' : 'free'
}
