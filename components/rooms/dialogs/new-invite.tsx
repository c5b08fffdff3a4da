'use client'

import { Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { LinkToCopy } from '#components/ui/link-to-copy.tsx'
import { Select } from '#components/ui/select.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { createInvite } from '#lib/rooms/actions.ts'
import { keepLink } from '#lib/rooms/browser/made-links.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { InviteCode } from './invite-code.tsx'

const uses = ['1', '5', '25', '100', '1000'] as const
const hourMs = 3_600_000
const times = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs, month: 30 * 24 * hourMs } as const
type Time = keyof typeof times
const timeNames = Object.keys(times) as Time[]

/** For how many people and how long a new link is good, and then the link itself. */
export function NewInvite({ room }: { room: Room }) {
  const t = useTranslations()
  const reply = useReply(createInvite)
  const [people, setPeople] = useState<(typeof uses)[number]>('25')
  const [time, setTime] = useState<Time>('week')
  const [link, setLink] = useState<string | null>(null)
  const make = () =>
    reply.run({ roomId: room.id, uses: Number(people), expiresInMs: times[time] }, ({ id, url }) => {
      const made = new URL(url, window.location.origin).href
      keepLink(id, made)
      setLink(made)
    })
  return (
    <div className="flex flex-col gap-3">
      {reply.general && <Alert>{reply.general}</Alert>}
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label={t('rooms.invite.uses')}
          value={people}
          options={uses.map((value) => ({
            value,
            label: t('rooms.invite.usesOf', { people: Number(value) }),
          }))}
          onChange={setPeople}
        />
        <Select
          label={t('rooms.invite.time')}
          value={time}
          options={timeNames.map((value) => ({ value, label: t(`rooms.invite.times.${value}`) }))}
          onChange={setTime}
        />
        <Button look="primary" busy={reply.busy} onClick={make} className="ms-auto">
          <Link2 size={16} aria-hidden />
          {t('rooms.invite.make')}
        </Button>
      </div>
      {link && (
        <>
          <LinkToCopy link={link} label={t('rooms.invite.link')} copyLabel={t('rooms.invite.copy')} />
          <InviteCode key={link} link={link} room={room.name} />
        </>
      )}
    </div>
  )
}
