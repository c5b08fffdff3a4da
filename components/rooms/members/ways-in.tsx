'use client'

import { Link2, UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { AddPeople } from '#components/rooms/dialogs/add-people.tsx'
import { InvitePeople } from '#components/rooms/dialogs/invite-people.tsx'
import type { Member, Room } from '#lib/rooms/schema.ts'

type Way = 'add' | 'invite' | null

/** The two ways to bring people into the room, each with whom it is for. */
export function WaysIn({ room, members }: { room: Room; members: readonly Member[] }) {
  const t = useTranslations()
  const [way, setWay] = useState<Way>(null)
  const opened = (one: Way) => ({
    room,
    open: way === one,
    onOpenChange: (open: boolean) => setWay(open ? one : null),
  })
  return (
    <div className="flex flex-col gap-2 px-4 pt-4 pb-2">
      <WayButton
        icon={<UserPlus size={18} aria-hidden />}
        label={t('rooms.add.open')}
        hint={t('rooms.add.openHint')}
        onClick={() => setWay('add')}
      />
      <WayButton
        icon={<Link2 size={18} aria-hidden />}
        label={t('rooms.invite.open')}
        hint={t('rooms.invite.openHint')}
        onClick={() => setWay('invite')}
      />
      <AddPeople {...opened('add')} members={members} onInvite={() => setWay('invite')} />
      <InvitePeople {...opened('invite')} />
    </div>
  )
}

type WayProps = { icon: ReactNode; label: string; hint: string; onClick: () => void }

function WayButton({ icon, label, hint, onClick }: WayProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="flex items-center gap-3 rounded-lg border border-line px-3 py-2 text-start hover:bg-sunken"
    >
      {icon}
      <span className="min-w-0">
        <span className="block font-medium">{label}</span>
        <span className="block text-ink-soft text-sm">{hint}</span>
      </span>
    </button>
  )
}
