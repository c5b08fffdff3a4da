'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { Member, NewBan, Room } from '#lib/rooms/schema.ts'

/** Bans a member, who reads the reason that is given; asked before, since others will notice. */
export function useBan(room: Room): { askToBan: (member: Member) => void; banDialog: ReactNode } {
  const t = useTranslations()
  const roomName = useRoomName()
  const [member, setMember] = useState<Member | null>(null)
  const [open, setOpen] = useState(false)
  const reply = useReply((body: NewBan) =>
    replied(api('POST /rooms/{roomId}/ban', { params: { roomId: room.id }, body })),
  )
  const askToBan = (whom: Member) => {
    reply.clear()
    setMember(whom)
    setOpen(true)
  }
  const banDialog = member && (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('rooms.bans.title', { name: member.name, room: roomName(room) })}
      description={t('rooms.bans.body')}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const reason = String(new FormData(event.currentTarget).get('reason') ?? '')
          reply.run({ userId: member.id, reason }, () => {
            setOpen(false)
            say(t('rooms.bans.done', { name: member.name }))
          })
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        <TextArea
          label={t('rooms.bans.reason')}
          name="reason"
          rows={2}
          maxLength={500}
          error={reply.issueOf('reason')}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
          <Button type="submit" look="danger" busy={reply.busy}>
            {t('rooms.bans.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
  return { askToBan, banDialog }
}
