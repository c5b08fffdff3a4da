'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Select } from '#components/ui/select.tsx'
import { canSetRole } from '#lib/rooms/policy.ts'
import type { Member, Room, RoomRole } from '#lib/rooms/schema.ts'
import { roles } from './member-change.tsx'

type Props = {
  room: Room
  member: Member | undefined
  onChange: (member: Member, role: RoomRole) => void
}

/** What somebody is here, which owners change. Who wrote and has left is nothing here. */
export function RoleHere({ room, member, onChange }: Props) {
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
