'use client'

import { MessageSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { GuestMark } from '#components/guests/guest-mark.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { PopoverFor, PopoverPopup } from '#components/ui/popover.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Person } from '#lib/accounts/schema.ts'
import { mayOpenDirectRooms } from '#lib/instance/policy.ts'
import { canSetRole } from '#lib/rooms/policy.ts'
import type { Member, Room, RoomRole } from '#lib/rooms/schema.ts'
import { roles, useMemberChange } from './member-change.tsx'
import { personCard } from './person-name.tsx'
import { useDirectRoom } from './use-direct-room.ts'

type Props = { room: Room; members: readonly Member[]; online: ReadonlySet<string> }

/** Who it is, whether they are here, and the way to a word with them alone; for owners their role too. */
export default function PersonCard({ room, members, online }: Props) {
  const t = useTranslations()
  const viewer = useViewer()
  const openDirect = useDirectRoom()
  const { ask, dialog } = useMemberChange(room)
  const memberOf = (person: Person) => members.find(({ id }) => id === person.id)
  return (
    <>
      <PopoverFor opening={personCard}>
        {({ payload: person }) =>
          person && (
            <PopoverPopup label={person.name}>
              <div className="flex w-56 flex-col items-center gap-3 p-3 text-center">
                <Avatar person={person} size="large" online={online.has(person.id)} />
                <p dir="auto" className="max-w-full break-words font-semibold text-lg">
                  {person.name}
                </p>
                {person.id === viewer.userId ? (
                  <p className="text-ink-soft text-sm">{t('rooms.people.you')}</p>
                ) : (
                  <p className="text-ink-soft text-sm">
                    {t(online.has(person.id) ? 'rooms.people.isOnline' : 'rooms.people.isAway')}
                  </p>
                )}
                {memberOf(person)?.guest && <GuestMark />}
                <RoleOf
                  room={room}
                  member={memberOf(person)}
                  onChange={(member, role) => {
                    personCard.close()
                    ask(member, role)
                  }}
                />
                {person.id !== viewer.userId &&
                  mayOpenDirectRooms(viewer) &&
                  memberOf(person)?.guest !== 'room' && (
                    <Button
                      className="w-full"
                      onClick={() => {
                        personCard.close()
                        void openDirect(person.id)
                      }}
                    >
                      <MessageSquare size={16} aria-hidden />
                      {t('rooms.message')}
                    </Button>
                  )}
              </div>
            </PopoverPopup>
          )
        }
      </PopoverFor>
      {dialog}
    </>
  )
}

type RoleProps = {
  room: Room
  member: Member | undefined
  onChange: (member: Member, role: RoomRole) => void
}

/** What somebody is here, which owners change. Who wrote and has left is nothing here. */
function RoleOf({ room, member, onChange }: RoleProps) {
  const t = useTranslations()
  // Guests of a room are gone one day: nobody makes them more.
  if (!member || room.visibility === 'direct' || member.guest === 'room') return null
  if (canSetRole(room))
    return (
      <Select
        label={t('rooms.people.role')}
        value={member.role}
        options={roles.map((one) => ({ ...one, label: t(one.label) }))}
        onChange={(role) => role !== member.role && onChange(member, role)}
      />
    )
  return member.role === 'member' ? null : <Badge>{t(`rooms.roles.${member.role}`)}</Badge>
}
