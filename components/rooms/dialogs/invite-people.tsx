'use client'

import { useTranslations } from 'next-intl'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Room } from '#lib/rooms/schema.ts'
import { LiveInvites } from './live-invites.tsx'
import { NewInvite } from './new-invite.tsx'

type Props = { room: Room; open: boolean; onOpenChange: (open: boolean) => void }

/** Links that let others in, who need no account yet: makes one, and shows those there are. */
export function InvitePeople({ room, open, onOpenChange }: Props) {
  const t = useTranslations()
  const roomName = useRoomName()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('rooms.invite.title', { room: roomName(room) })}
      description={t('rooms.invite.description')}
    >
      <div className="flex flex-col gap-5">
        <NewInvite room={room} />
        <LiveInvites room={room} />
      </div>
    </Dialog>
  )
}
