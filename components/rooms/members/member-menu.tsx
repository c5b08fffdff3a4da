'use client'

import { Ban, MessageSquare, UserMinus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { MuteItem } from '#components/moderation/mute-item.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import {
  createMenuHandle,
  MenuChoice,
  MenuItem,
  MenuPopup,
  MenuRoot,
  MenuSeparator,
} from '#components/ui/menu.tsx'
import type { Viewer } from '#lib/accounts/schema.ts'
import { mayOpenDirectRooms } from '#lib/instance/policy.ts'
import { canBan, canMute, canRemove, canSetRole } from '#lib/rooms/policy.ts'
import type { Member, Room } from '#lib/rooms/schema.ts'
import { roles, useMemberChange } from './member-change.tsx'
import { useBan } from './use-ban.tsx'
import { useDirectRoom } from './use-direct-room.ts'

/** Loaded when it is first opened. */
const MuteMember = lazily(() => import('#components/moderation/mute-member.tsx'))

/** One menu serves all members: it acts on the one whose button opened it. */
export const memberMenu = createMenuHandle<Member>()

/** Whether there is anything to do with this member at all. */
export const hasOptions = (viewer: Viewer, room: Room, member: Member): boolean =>
  member.id === viewer.userId
    ? canSetRole(room)
    : (member.guest !== 'room' && mayOpenDirectRooms(viewer)) || canRemove(room, member.role)

/** What may be done with a member, as far as the viewer may. */
export function MemberMenu({ room }: { room: Room }) {
  const t = useTranslations()
  const viewer = useViewer()
  const openDirect = useDirectRoom()
  const { ask, dialog } = useMemberChange(room)
  const { askToBan, banDialog } = useBan(room)
  const [muted, setMuted] = useState<Member | null>(null)
  return (
    <>
      <MenuRoot handle={memberMenu}>
        {({ payload: member }) =>
          member && (
            <MenuPopup>
              {member.id !== viewer.userId && mayOpenDirectRooms(viewer) && member.guest !== 'room' && (
                <MenuItem
                  icon={<MessageSquare size={16} aria-hidden />}
                  onClick={() => void openDirect(member.id)}
                >
                  {t('rooms.message')}
                </MenuItem>
              )}
              {canSetRole(room) && member.guest !== 'room' && (
                <MenuChoice
                  label={t('rooms.people.role')}
                  value={member.role}
                  options={roles.map((one) => ({ ...one, label: t(one.label) }))}
                  onChange={(role) => role !== member.role && ask(member, role)}
                />
              )}
              {member.id !== viewer.userId && canRemove(room, member.role) && (
                <>
                  {member.guest !== 'room' && <MenuSeparator />}
                  {canMute(room, member.role) && (
                    <MuteItem roomId={room.id} member={member} onMute={() => setMuted(member)} />
                  )}
                  <MenuItem
                    danger
                    icon={<UserMinus size={16} aria-hidden />}
                    onClick={() => ask(member, null)}
                  >
                    {t('rooms.people.remove')}
                  </MenuItem>
                </>
              )}
              {member.id !== viewer.userId && canBan(room, member.role) && (
                <MenuItem danger icon={<Ban size={16} aria-hidden />} onClick={() => askToBan(member)}>
                  {t('rooms.bans.ban')}
                </MenuItem>
              )}
            </MenuPopup>
          )
        }
      </MenuRoot>
      {muted && <MuteMember roomId={room.id} member={muted} onDone={() => setMuted(null)} />}
      {dialog}
      {banDialog}
    </>
  )
}
