'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { withGuestWords } from '#components/guests/guest-words.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Alert } from '#components/ui/alert.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Select } from '#components/ui/select.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import type { GuestLink } from '#lib/guests/schema.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { OpenLink } from './open-link.tsx'
import { useGuestLink } from './use-guest-link.ts'

const hourMs = 3_600_000
const times = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs, month: 30 * 24 * hourMs } as const
type Time = keyof typeof times
const timeNames = Object.keys(times) as Time[]

type Wish = { roomId: string; expiresInMs: number | null }
type Props = { room: Room; open: boolean; onOpenChange: (open: boolean) => void }

/** Whether strangers may come into this room as its guests, by which link, and how many are here by it. */
function GuestLinkDialog({ room, open, onOpenChange }: Props) {
  const t = useTranslations()
  const roomName = useRoomName()
  const { link, failure, put } = useGuestLink(room.id, open)
  const reply = useReply(perform)
  const [time, setTime] = useState<Time>('day')
  const [asking, setAsking] = useState<'end' | 'renew' | null>(null)
  const run = (deed: 'end' | 'renew') =>
    reply.run({ roomId: room.id, expiresInMs: deed === 'end' ? null : times[time] }, (made) => {
      put(made)
      setAsking(null)
    })
  // Whoever is here by it is sent away: that is not done by a slip of the finger.
  const ask = (deed: 'end' | 'renew') => (link && link.guests > 0 ? setAsking(deed) : run(deed))
  const life = (
    <Select
      label={t('guests.link.time')}
      value={time}
      options={timeNames.map((value) => ({ value, label: t(`rooms.invite.times.${value}`) }))}
      onChange={setTime}
    />
  )
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('guests.link.title', { room: roomName(room) })}
      description={t('guests.link.description')}
    >
      <div className="flex flex-col gap-5">
        {failure && (
          <Alert>
            <RefusalText of={failure} />
          </Alert>
        )}
        {reply.general && <Alert>{reply.general}</Alert>}
        {link === undefined && !failure && <Spinner />}
        {link !== undefined && (
          <div className="flex min-h-10 flex-wrap items-center justify-between gap-3">
            <Switch
              label={t('guests.link.open')}
              checked={link !== null}
              onChange={(on) => ask(on ? 'renew' : 'end')}
            />
            {link === null && life}
          </div>
        )}
        {link && (
          <OpenLink link={link} busy={reply.busy} onRenew={() => ask('renew')}>
            {life}
          </OpenLink>
        )}
      </div>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={() => setAsking(null)}
        danger
        busy={reply.busy}
        title={t(asking === 'renew' ? 'guests.link.renewTitle' : 'guests.link.endTitle')}
        body={t('guests.link.endBody', { guests: link?.guests ?? 0 })}
        confirm={t(asking === 'renew' ? 'guests.link.renew' : 'guests.link.end')}
        onConfirm={() => asking && run(asking)}
      />
    </Dialog>
  )
}

/** Without a time the link ends. */
const perform = ({ roomId, expiresInMs }: Wish) => {
  const params = { roomId }
  return replied<GuestLink | null>(
    expiresInMs === null
      ? api('PATCH /rooms/{roomId}', { params, body: { guestLink: false } }).then(() => null)
      : api('POST /rooms/{roomId}/guest-link', { params, body: { expiresInMs } }),
  )
}

export default withGuestWords(GuestLinkDialog)
