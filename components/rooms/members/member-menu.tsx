'use client'

import { MessageSquare, UserMinus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import {
  createMenuHandle,
  MenuChoice,
  MenuItem,
  MenuPopup,
  MenuRoot,
  MenuSeparator,
} from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import { mayCreateRooms } from '#lib/instance/policy.ts'
import { removeMember, setRole } from '#lib/rooms/actions.ts'
import { canRemove, canSetRole } from '#lib/rooms/policy.ts'
import type { Member, Room, RoomRole } from '#lib/rooms/schema.ts'
import { useDirectRoom } from './use-direct-room.ts'

/** One menu serves all members: it acts on the one whose button opened it. */
export const memberMenu = createMenuHandle<Member>()

const roles = [
  { value: 'member', label: 'rooms.roles.member' },
  { value: 'moderator', label: 'rooms.roles.moderator' },
  { value: 'owner', label: 'rooms.roles.owner' },
] as const

/** Whether there is anything to do with this member at all. */
export const hasOptions = (viewer: Viewer, room: Room, member: Member): boolean =>
  member.id === viewer.userId ? canSetRole(room) : mayCreateRooms(viewer) || canRemove(room, member.role)

type Asked = { member: Member; role: RoomRole | null }

/** What may be done with a member, as far as the viewer may. What others will notice is asked twice. */
export function MemberMenu({ room }: { room: Room }) {
  const t = useTranslations()
  const roomName = useRoomName()
  const viewer = useViewer()
  const openDirect = useDirectRoom()
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

  return (
    <>
      <MenuRoot handle={memberMenu}>
        {({ payload: member }) =>
          member && (
            <MenuPopup>
              {member.id !== viewer.userId && mayCreateRooms(viewer) && (
                <MenuItem
                  icon={<MessageSquare size={16} aria-hidden />}
                  onClick={() => void openDirect(member.id)}
                >
                  {t('rooms.message')}
                </MenuItem>
              )}
              {canSetRole(room) && (
                <MenuChoice
                  label={t('rooms.people.role')}
                  value={member.role}
                  options={roles.map((one) => ({ ...one, label: t(one.label) }))}
                  onChange={(role) => role !== member.role && ask(member, role)}
                />
              )}
              {member.id !== viewer.userId && canRemove(room, member.role) && (
                <>
                  <MenuSeparator />
                  <MenuItem
                    danger
                    icon={<UserMinus size={16} aria-hidden />}
                    onClick={() => ask(member, null)}
                  >
                    {t('rooms.people.remove')}
                  </MenuItem>
                </>
              )}
            </MenuPopup>
          )
        }
      </MenuRoot>
      {asked && (
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
      )}
    </>
  )
}
