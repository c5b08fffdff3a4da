import { personColumns, users } from '#lib/accounts/columns.ts'
import { memberships } from '#lib/db/schema.ts'
import { isGuest } from '#lib/instance/policy.ts'
import type { InstanceRole } from '#lib/instance/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import { presentMute } from './present.ts'
import type { Member, RoomRole } from './schema.ts'

/** Of memberships joined with whose they are, what a member is made of. */
export const memberColumns = {
  person: personColumns,
  is: users.role,
  guestOf: users.guestOf,
  role: memberships.role,
  joinedAt: memberships.joinedAt,
  mutedUntil: memberships.mutedUntil,
  muteReason: memberships.muteReason,
}

type Row = {
  person: Pick<Member, 'id' | 'name' | 'avatarUrl'>
  is: InstanceRole
  guestOf: string | null
  role: RoomRole
  joinedAt: number
  mutedUntil: number
  muteReason: string
}

/** With `now` it tells whether they are muted, which is for moderators. */
export const presentMember = (
  { person, is, guestOf, role, joinedAt, ...row }: Row,
  now?: number,
): Member => ({
  ...person,
  role,
  joinedAt: isoTime(joinedAt),
  ...(now !== undefined && row.mutedUntil > now && presentMute(row.mutedUntil, row.muteReason)),
  ...(isGuest({ role: is }) && { guest: guestOf === null ? 'instance' : 'room' }),
})
