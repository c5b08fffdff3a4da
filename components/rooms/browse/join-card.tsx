'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { joinRoom } from '#lib/rooms/actions.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { RoomDoor } from './room-door.tsx'

/** In front of a public room the viewer has not joined: what it is, and the way in. */
export function JoinCard({ room }: { room: Room }) {
  const t = useTranslations()
  const myRooms = useMyRooms()
  const router = useRouter()
  const reply = useReply(joinRoom)
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 p-6 text-center">
      <RoomDoor room={room} size="large" />
      <h1 dir="auto" className="font-semibold text-xl tracking-tight">
        {room.name}
      </h1>
      {room.description && (
        <p dir="auto" className="max-w-prose text-ink-soft">
          {room.description}
        </p>
      )}
      <p className="text-ink-soft text-sm">
        {t('rooms.browse.membersAndMaker', { count: room.memberCount, name: room.creator.name })}
      </p>
      {reply.general && <Alert>{reply.general}</Alert>}
      <Button
        look="primary"
        busy={reply.busy}
        onClick={() =>
          reply.run({ roomId: room.id }, (joined) => {
            myRooms.put(joined)
            router.refresh()
          })
        }
      >
        {t('rooms.browse.joinThis')}
      </Button>
    </div>
  )
}
