'use client'

import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useCopy } from '#components/ui/use-copy.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { createInvite } from '#lib/rooms/actions.ts'
import { roomName } from '#lib/rooms/name.ts'
import type { Invite, Room } from '#lib/rooms/schema.ts'

/** A link that lets others in; they need no account yet. */
export function InvitePeople({ room }: { room: Room }) {
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
        Invite people
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Invite people to ${roomName(room)}`}
        description="Whoever has this link can enter, also with a new account."
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        {invite && link && (
          <div className="flex flex-col gap-4">
            <TextField
              label="Invitation link"
              name="link"
              value={link}
              readOnly
              onFocus={(event) => event.currentTarget.select()}
              hint={`Good for ${invite.usesLeft} people, until ${new Date(invite.expiresAt).toLocaleDateString()}.`}
            />
            <Button look="primary" onClick={() => void copy(link, 'link')}>
              <Link2 size={16} aria-hidden />
              Copy link
            </Button>
          </div>
        )}
      </Dialog>
    </>
  )
}
