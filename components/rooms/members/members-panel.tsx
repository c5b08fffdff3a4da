'use client'

import { EllipsisVertical } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { StatusLine } from '#components/accounts/status/status-line.tsx'
import { GuestMark } from '#components/guests/guest-mark.tsx'
import { MutedLine } from '#components/moderation/muted-line.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { withRoomRuleWords } from '#components/rooms/room-rule-words.tsx'
import { SidePanel } from '#components/rooms/view/side-panel.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { MenuTrigger } from '#components/ui/menu.tsx'
import { OpenButton } from '#components/ui/open-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { LoadFailed } from '#components/words/load-failed.tsx'
import { canInvite, canSeeBans } from '#lib/rooms/policy.ts'
import type { Member, Room } from '#lib/rooms/schema.ts'
import { BannedPeople } from './banned-people.tsx'
import { hasOptions, MemberMenu, memberMenu } from './member-menu.tsx'
import { personCard } from './person-name.tsx'
import { WaysIn } from './ways-in.tsx'

type Props = {
  room: Room
  members: readonly Member[]
  count: number
  online: ReadonlySet<string>
  onClose: () => void
}

/** From this many people on one looks for a name instead of reading all of them. */
const many = 20

/** Who belongs to the room; those who are here come first. */
export default withRoomRuleWords(function MembersPanel({ room, members, count, online, onClose }: Props) {
  const t = useTranslations()
  const viewer = useViewer()
  const [sought, setSought] = useState('')
  const query = sought.trim()
  const sameName = { params: { roomId: room.id }, query: { limit: 100, query } }
  const wanted = query === '' ? null : sameName
  const found = usePages('GET /rooms/{roomId}/members', wanted, { pauseMs: 150, again: members })
  const sorted = [...(query === '' ? members : found.items)].sort(
    (a, b) => Number(online.has(b.id)) - Number(online.has(a.id)) || a.name.localeCompare(b.name),
  )
  return (
    <SidePanel kind="members" onClose={onClose}>
      {canInvite(viewer, room) && <WaysIn room={room} members={members} />}
      {count > many && (
        <div className="px-4 pb-2">
          <TextField
            label={t('rooms.people.find')}
            name="member"
            autoComplete="off"
            maxLength={80}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        </div>
      )}
      <LoadFailed list={found} />
      <ul className="flex flex-col gap-1 overflow-y-auto p-2">
        {sorted.map((member) => (
          <li key={member.id} className="flex items-center gap-3 rounded-lg py-1.5 pe-1 ps-2">
            <OpenButton
              opening={personCard}
              payload={member}
              className="flex min-w-0 flex-1 items-center gap-3 text-start hover:underline"
            >
              <Avatar person={member} online={online.has(member.id)} />
              <span className="min-w-0 flex-1">
                <span className="block truncate">
                  <bdi>{member.name}</bdi>
                  {online.has(member.id) && <span className="sr-only"> {t('rooms.people.online')}</span>}
                </span>
                <StatusLine userId={member.id} />
                {member.mute && <MutedLine member={member} />}
              </span>
            </OpenButton>
            {member.guest && <GuestMark />}
            {member.role !== 'member' && <Badge>{t(`rooms.roles.${member.role}`)}</Badge>}
            {hasOptions(viewer, room, member) && (
              <MenuTrigger
                handle={memberMenu}
                payload={member}
                aria-label={t('rooms.people.options', { name: member.name })}
                className={iconButtonClass}
              >
                <EllipsisVertical size={16} aria-hidden />
              </MenuTrigger>
            )}
          </li>
        ))}
        {query === '' && count > members.length && (
          <li className="px-2 py-1.5 text-ink-soft text-sm">
            {t('rooms.people.more', { count: count - members.length })}
          </li>
        )}
      </ul>
      {canSeeBans(room) && <BannedPeople room={room} />}
      <MemberMenu room={room} />
    </SidePanel>
  )
})
