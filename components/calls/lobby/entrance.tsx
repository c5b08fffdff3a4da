import { RotateCcw } from 'lucide-react'
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
  const { participants, phase, locked, waiting } = useCall(call)
  const { media, trouble, opening } = useOwnMedia(call)
  const elsewhere = participants.some((one) => one.userId === viewer.id)
  const mustKnock = locked && !elsewhere && !canModerate(room)
  const joining = phase === 'joining'
  const roomName = useRoomName()
  const { ongoing } = useOngoingCall()
  const ongoingRoom = useJoinedRooms().find(({ id }) => id === ongoing?.roomId && id !== room.id)
  const join = media.microphone || media.camera || opening ? 'Join call' : 'Join to listen'
  if (waiting)
    return (
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="flex min-w-0 flex-1 items-center gap-2">
          <Spinner />
          Waiting to be let in…
        </p>
        <Button onClick={call.admission.goAway}>Cancel</Button>
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
            Knock
          </Button>
        ) : (
          <Button look="primary" className="flex-1" busy={joining} onClick={() => void call.join(elsewhere)}>
            {elsewhere ? 'Move the call here' : join}
          </Button>
        )}
        <Button onClick={onClose}>Cancel</Button>
        {elsewhere && !joining && <Button onClick={() => void call.join()}>Join here as well</Button>}
        {Object.keys(trouble).length > 0 && (
          <Button disabled={opening} onClick={() => void call.own.tryAgain()}>
            <RotateCcw size={16} aria-hidden />
            Try devices again
          </Button>
        )}
      </div>
      {ongoingRoom && (
        <p className="text-corridor-soft text-sm">
          You are in the call of {roomName(ongoingRoom)}: joining here leaves it.
        </p>
      )}
      {elsewhere && <p className="text-corridor-soft text-sm">You are in this call in another tab.</p>}
      {mustKnock && (
        <p className="text-corridor-soft text-sm">
          This call is locked. Knock, and somebody inside can let you in.
        </p>
      )}
    </>
  )
}
