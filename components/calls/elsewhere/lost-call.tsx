import { PhoneOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { withCallWords } from '#components/calls/call-words.tsx'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { Button } from '#components/ui/button.tsx'
import { ongoingCall } from '#lib/calls/browser/ongoing-call.ts'
import { requestedCall } from '#lib/calls/browser/requested-call.ts'
import { type CallNotice, noticeWords } from '#lib/calls/browser/state/notice.ts'

/** The call one was in ended without one's wish: why, until it was seen, and the way back. */
function LostCall({ roomId, notice }: { roomId: string; notice: CallNotice }) {
  const t = useTranslations()
  const { enter } = useEnterRoom()
  const roomName = useRoomName()
  const room = useJoinedRooms().find(({ id }) => id === roomId)
  return (
    <section aria-label={t('calls.elsewhere.last')} className="corridor">
      <div className="flex flex-wrap items-center gap-2 px-4 py-2">
        <PhoneOff size={16} aria-hidden className="shrink-0" />
        <p role="status" className="min-w-40 flex-1 text-sm">
          {room && (
            <>
              <bdi className="font-semibold">{roomName(room)}</bdi>
              <span className="text-corridor-soft"> · </span>
            </>
          )}
          <span>{noticeWords(t, notice)}</span>
        </p>
        {room?.isActive && (
          <Button
            look="primary"
            size="small"
            onClick={() => {
              ongoingCall.seen()
              requestedCall.request(roomId)
              enter(roomId)
            }}
          >
            {t('calls.elsewhere.joinAgain')}
          </Button>
        )}
        <Button size="small" onClick={ongoingCall.seen}>
          {t('common.dismiss')}
        </Button>
      </div>
    </section>
  )
}

export default withCallWords(LostCall)
