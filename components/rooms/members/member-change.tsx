'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { removeMember, setRole } from '#lib/rooms/actions.ts'
import type { Member, Room, RoomRole } from '#lib/rooms/schema.ts'

export const roles = [
  { value: 'member', label: 'rooms.roles.member' },
  { value: 'moderator', label: 'rooms.roles.moderator' },
  { value: 'owner', label: 'rooms.roles.owner' },
] as const

type Asked = { member: Member; role: RoomRole | null }
type Change = { ask: (member: Member, role: RoomRole | null) => void; dialog: ReactNode }

/** Gives a member another role, or none: what others will notice is asked twice. */
export function useMemberChange(room: Room): Change {
  const t = useTranslations()
  const roomName = useRoomName()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [open, setOpen] = useState(false)
  const changing = useReply(setRole)
  const removing = useReply(removeMember)
  const ask = (member: Member, role: RoomRole | null) => {
    changing.clear()
    removing.clear()
    setAsked({ member, role })
    setOpen(true)
  }
  const confirm = ({ member, role }: Asked) => {
    const whom = { roomId: room.id, userId: member.id }
    const done = (words: string) => () => {
      setOpen(false)
      say(words)
    }
    if (role === null) removing.run(whom, done(t('rooms.people.removed', { name: member.name })))
    else changing.run({ ...whom, role }, done(t(`rooms.promotion.${role}.done`, { name: member.name })))
  }
  const consequence = ({ member, role }: Asked): string => {
    if (role) return t(`rooms.promotion.${role}.body`, { name: member.name })
    return t(room.visibility === 'public' ? 'rooms.people.mayJoinAgain' : 'rooms.people.needInvitation', {
      room: roomName(room),
    })
  }
  const refusal = changing.general ?? removing.general
  const dialog = asked && (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      busy={changing.busy || removing.busy}
      danger={asked.role === null}
      title={t(asked.role ? `rooms.promotion.${asked.role}.title` : 'rooms.people.removeTitle', {
        name: asked.member.name,
      })}
      body={refusal ?? consequence(asked)}
      confirm={t(asked.role ? 'rooms.people.changeRole' : 'rooms.people.remove')}
      onConfirm={() => confirm(asked)}
    />
  )
  return { ask, dialog }
}
