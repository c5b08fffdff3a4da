'use client'

import { MessageSquare, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import {
  createMenuHandle,
  MenuChoice,
  MenuItem,
  MenuPopup,
  MenuRoot,
  MenuSeparator,
} from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import { mayCreateRooms } from '#lib/instance/policy.ts'
import { removeMember, setRole } from '#lib/rooms/actions.ts'
import { roomName } from '#lib/rooms/name.ts'
import { canRemove, canSetRole } from '#lib/rooms/policy.ts'
import type { Member, Room, RoomRole } from '#lib/rooms/schema.ts'
import { useDirectRoom } from './use-direct-room.ts'

/** One menu serves all members: it acts on the one whose button opened it. */
export const memberMenu = createMenuHandle<Member>()

const roles = [
  { value: 'member', label: 'Member' },
  { value: 'moderator', label: 'Moderator' },
  { value: 'owner', label: 'Owner' },
] as const

/** Whether there is anything to do with this member at all. */
export const hasOptions = (viewer: Viewer, room: Room, member: Member): boolean =>
  member.id === viewer.userId
    ? canSetRole(room, room)
    : mayCreateRooms(viewer) || canRemove(room, room, member.role)

type Asked = { member: Member; role: RoomRole | null }

/** What may be done with a member, as far as the viewer may. What others will notice is asked twice. */
export function MemberMenu({ room }: { room: Room }) {
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
    if (role === null) removing.run(whom, done(`${member.name} is no longer in this room.`))
    else changing.run({ ...whom, role }, done(`${member.name} is ${titles[role]} now.`))
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
                  Message
                </MenuItem>
              )}
              {canSetRole(room, room) && (
                <MenuChoice
                  label="Role"
                  value={member.role}
                  options={roles}
                  onChange={(role) => role !== member.role && ask(member, role)}
                />
              )}
              {member.id !== viewer.userId && canRemove(room, room, member.role) && (
                <>
                  <MenuSeparator />
                  <MenuItem
                    danger
                    icon={<UserMinus size={16} aria-hidden />}
                    onClick={() => ask(member, null)}
                  >
                    Remove from room
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
          title={
            asked.role ? `Make ${asked.member.name} ${titles[asked.role]}?` : `Remove ${asked.member.name}?`
          }
          body={refusal ?? consequence(room, asked)}
          confirm={asked.role ? 'Change role' : 'Remove from room'}
          onConfirm={() => confirm(asked)}
        />
      )}
    </>
  )
}

const titles: Record<RoomRole, string> = { owner: 'an owner', moderator: 'a moderator', member: 'a member' }

const consequence = (room: Room, { member, role }: Asked): string => {
  if (role === 'owner') return 'Owners can change and delete the room, and decide who else is an owner.'
  if (role === 'moderator') return 'Moderators can delete messages, pin them, and remove members.'
  if (role === 'member') return `${member.name} will write and read here like everybody else.`
  return room.visibility === 'public'
    ? `They can join ${roomName(room)} again at any time.`
    : `They can no longer read ${roomName(room)}. Links into it end; to come back they need a new invitation.`
}
