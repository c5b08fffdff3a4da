'use client'

import { useTranslations } from 'next-intl'
import { RoomRetention, retentionOf } from '#components/retention/room-retention.tsx'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { withRoomRuleWords } from '#components/rooms/room-rule-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { changeRoom } from '#lib/rooms/actions.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { RoomFields, roomOf } from './room-fields.tsx'
import { RuleFields, rulesOf } from './rule-fields.tsx'

type Props = { room: Room; open: boolean; onOpenChange: (open: boolean) => void }

export const EditRoom = withRoomRuleWords(function EditRoom({ room, open, onOpenChange }: Props) {
  const t = useTranslations()
  const myRooms = useMyRooms()
  const reply = useReply(changeRoom)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('rooms.edit.title')}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          reply.run(
            {
              roomId: room.id,
              change: {
                ...roomOf(event.currentTarget),
                ...rulesOf(event.currentTarget),
                ...retentionOf(event.currentTarget),
              },
            },
            (changed) => {
              myRooms.put(changed)
              onOpenChange(false)
            },
          )
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        <RoomFields room={room} issueOf={(path) => reply.issueOf(path) ?? reply.issueOf(`change.${path}`)} />
        <RuleFields room={room} />
        <RoomRetention room={room} />
        <div className="flex justify-end">
          <Button type="submit" look="primary" busy={reply.busy}>
            {t('rooms.edit.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
})
