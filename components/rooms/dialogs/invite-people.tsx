'use client'

import { Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useCopy } from '#components/ui/use-copy.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { useFormats } from '#components/words/use-formats.ts'
import { createInvite } from '#lib/rooms/actions.ts'
import type { Invite, Room } from '#lib/rooms/schema.ts'

/** A link that lets others in; they need no account yet. */
export function InvitePeople({ room }: { room: Room }) {
  const t = useTranslations()
  const formats = useFormats()
  const roomName = useRoomName()
  const [open, setOpen] = useState(false)
  const [invite, setInvite] = useState<Invite | null>(null)
  const reply = useReply(createInvite)
  const copy = useCopy()
  const make = () => {
    setOpen(true)
    setInvite(null)
    reply.run({ roomId: room.id }, setInvite)
  }
  const link = invite && new URL(invite.url, window.location.origin).href
  return (
    <>
      <Button look="plain" onClick={make}>
        <Link2 size={16} aria-hidden />
        {t('rooms.invite.open')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('rooms.invite.title', { room: roomName(room) })}
        description={t('rooms.invite.description')}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        {invite && link && (
          <div className="flex flex-col gap-4">
            <TextField
              label={t('rooms.invite.link')}
              name="link"
              value={link}
              readOnly
              onFocus={(event) => event.currentTarget.select()}
              hint={t('rooms.invite.goodFor', {
                people: invite.usesLeft,
                date: formats.dateTime(new Date(invite.expiresAt)),
              })}
            />
            <Button look="primary" onClick={() => void copy(link, 'link')}>
              <Link2 size={16} aria-hidden />
              {t('rooms.invite.copy')}
            </Button>
          </div>
        )}
      </Dialog>
    </>
  )
}
