import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCall, useOngoingCall, useOwnMedia } from '#components/calls/use-call.ts'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { Person } from '#lib/accounts/schema.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'

type Props = { call: Call; room: Room; viewer: Person; onClose: () => void }

/** The ways into the call, and away from it. */
export function Entrance({ call, room, viewer, onClose }: Props) {
  const t = useTranslations()
  const { participants, phase, locked, waiting } = useCall(call)
  const { media, trouble, opening } = useOwnMedia(call)
  const joining = phase === 'joining'
  // Of a seat that is on its way others hear before we do.
  const elsewhere = !joining && participants.some((one) => one.userId === viewer.id)
  const mustKnock = locked && !elsewhere && !canModerate(room)
  const roomName = useRoomName()
  const { ongoing } = useOngoingCall()
  const ongoingRoom = useJoinedRooms().find(({ id }) => id === ongoing?.roomId && id !== room.id)
  const isSending = media.microphone || media.camera || opening
  const join = isSending ? t('calls.lobby.join') : t('calls.lobby.listen')
  if (waiting)
    return (
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="flex min-w-0 flex-1 items-center gap-2">
          <Spinner />
          {t('calls.lobby.waiting')}
        </p>
        <Button onClick={call.admission.goAway}>{t('common.cancel')}</Button>
      </div>
    )
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {mustKnock ? (
          <Button
            look="primary"
            className="flex-1"
            busy={joining}
            onClick={() => void call.admission.knock()}
          >
            {t('calls.lobby.knock')}
          </Button>
        ) : (
          <Button look="primary" className="flex-1" busy={joining} onClick={() => void call.join(elsewhere)}>
            {elsewhere ? t('calls.lobby.move') : join}
          </Button>
        )}
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        {elsewhere && !joining && (
          <Button onClick={() => void call.join()}>{t('calls.lobby.joinAsWell')}</Button>
        )}
        {Object.keys(trouble).length > 0 && (
          <Button disabled={opening} onClick={() => void call.own.tryAgain()}>
            <RotateCcw size={16} aria-hidden />
            {t('calls.tryDevicesAgain')}
          </Button>
        )}
      </div>
      {ongoingRoom && (
        <p className="text-corridor-soft text-sm">
          {t('calls.lobby.otherCall', { room: roomName(ongoingRoom) })}
        </p>
      )}
      {elsewhere && <p className="text-corridor-soft text-sm">{t('calls.lobby.otherTab')}</p>}
      {mustKnock && <p className="text-corridor-soft text-sm">{t('calls.lobby.locked')}</p>}
    </>
  )
}
