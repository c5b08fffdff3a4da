'use client'

import { X } from 'lucide-react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { canInvite } from '#lib/rooms/policy.ts'
import type { Member, Room } from '#lib/rooms/schema.ts'
import { InvitePeople } from './invite-people.tsx'

type Props = {
  room: Room
  members: readonly Member[]
  count: number
  online: ReadonlySet<string>
  onClose: () => void
}

/** Who belongs to the room; those who are here come first. */
export function MembersPanel({ room, members, count, online, onClose }: Props) {
  const sorted = [...members].sort(
    (a, b) => Number(online.has(b.id)) - Number(online.has(a.id)) || a.name.localeCompare(b.name),
  )
  return (
    <aside
      aria-label="Members"
      className="flex w-72 shrink-0 flex-col border-line border-l bg-paper max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-30 max-lg:shadow-raised max-sm:w-full"
    >
      <div className="flex h-15 shrink-0 items-center justify-between border-line border-b pr-2 pl-4">
        <h2 className="font-semibold">Members</h2>
        <IconButton label="Close members" onClick={onClose}>
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      {canInvite(room, room) && (
        <div className="flex flex-col px-4 pt-4 pb-2">
          <InvitePeople room={room} />
        </div>
      )}
      <ul className="flex flex-col gap-1 overflow-y-auto p-2">
        {sorted.map((member) => (
          <li key={member.id} className="flex items-center gap-3 rounded-lg px-2 py-1.5">
            <Avatar person={member} online={online.has(member.id)} />
            <span className="min-w-0 flex-1 truncate">
              {member.name}
              {online.has(member.id) && <span className="sr-only"> (online)</span>}
            </span>
            {member.role !== 'member' && <Badge>{member.role === 'owner' ? 'Owner' : 'Moderator'}</Badge>}
          </li>
        ))}
        {count > members.length && (
          <li className="px-2 py-1.5 text-ink-soft text-sm">and {count - members.length} more</li>
        )}
      </ul>
    </aside>
  )
}
