'use client'

import { Link2, UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'
import { AddPeople } from '#components/rooms/dialogs/add-people.tsx'
import { InvitePeople } from '#components/rooms/dialogs/invite-people.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Member, Room } from '#lib/rooms/schema.ts'

type Opened = 'add' | 'invite' | null

/** The two ways to bring people into the room, each with whom it is for. */
export function WaysIn({ room, members }: { room: Room; members: readonly Member[] }) {
  const t = useTranslations()
  const [way, setWay] = useState<Opened>(null)
  const opened = (one: Opened) => ({
    room,
    open: way === one,
    onOpenChange: (open: boolean) => setWay(open ? one : null),
  })
  return (
    <div className="flex flex-col gap-3 px-4 pt-4 pb-2">
      <Way
        icon={<UserPlus size={16} aria-hidden />}
        label={t('rooms.add.open')}
        hint={t('rooms.add.openHint')}
        onClick={() => setWay('add')}
      />
      <Way
        icon={<Link2 size={16} aria-hidden />}
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

function Way({ icon, label, hint, onClick }: WayProps) {
  const hintId = useId()
  return (
    <div className="flex flex-col gap-1">
      <Button look="plain" onClick={onClick} aria-describedby={hintId}>
        {icon}
        {label}
      </Button>
      <p id={hintId} className="text-ink-soft text-sm">
        {hint}
      </p>
    </div>
  )
}
