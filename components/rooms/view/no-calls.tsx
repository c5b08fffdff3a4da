'use client'

import { useTranslations } from 'next-intl'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Opening } from '#components/ui/opening.ts'
import { PopoverFor, PopoverPopup } from '#components/ui/popover.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { changeRoom } from '#lib/rooms/actions.ts'
import { canChange } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'

/** Why nobody can call in a room of text, and how whoever may change that does so. */
export default function NoCalls({ opening, room }: { opening: Opening; room: Room }) {
  const t = useTranslations()
  const myRooms = useMyRooms()
  const reply = useReply(changeRoom)
  const mayChange = canChange(room)
  const others = room.visibility === 'direct' ? 'rooms.noCalls.direct' : 'rooms.noCalls.askOwner'
  return (
    <PopoverFor opening={opening}>
      <PopoverPopup label={t('rooms.noCalls.title')}>
        <div className="flex w-64 flex-col gap-2 p-2">
          <p className="font-semibold">{t('rooms.noCalls.title')}</p>
          <p className="text-ink-soft text-sm">{t(mayChange ? 'rooms.noCalls.mayAllow' : others)}</p>
          {reply.general && (
            <p role="alert" className="text-danger-text text-sm">
              {reply.general}
            </p>
          )}
          {mayChange && (
            <Button
              look="primary"
              busy={reply.busy}
              onClick={() =>
                reply.run({ roomId: room.id, change: { type: 'video' } }, (changed) => myRooms.put(changed))
              }
            >
              {t('rooms.noCalls.allow')}
            </Button>
          )}
        </div>
      </PopoverPopup>
    </PopoverFor>
  )
}
