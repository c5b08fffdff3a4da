import { useTranslations } from 'next-intl'
import { useCallKeys } from '#components/calls/controls/use-call-keys.ts'
import { DevicePicker } from '#components/calls/devices/device-pickers.tsx'
import { useCall } from '#components/calls/use-call.ts'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import type { Person } from '#lib/accounts/schema.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { noticeWords } from '#lib/calls/browser/state/notice.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { EchoTest } from './echo-test.tsx'
import { Entrance } from './entrance.tsx'
import { Inside } from './inside.tsx'
import { Preview } from './preview.tsx'
import { SpeakerTest } from './speaker-test.tsx'

type Props = {
  call: Call
  /** Whether it is known who is in it. */
  isKnown: boolean
  room: Room
  viewer: Person
  onClose: () => void
}

/** Before the call: how one will be seen and heard, who is inside, and one button. */
export function Lobby({ call, isKnown, room, viewer, onClose }: Props) {
  const t = useTranslations()
  const { participants, notice } = useCall(call)
  const roomName = useRoomName()
  useCallKeys(call)
  return (
    <div className="flex flex-1 flex-col overflow-y-auto p-4">
      <div className="m-auto grid w-full max-w-4xl items-center gap-6 @2xl:grid-cols-[3fr_2fr]">
        <Preview call={call} viewer={viewer} />
        <div className="flex min-w-0 flex-col gap-4">
          <div>
            <h2 className="font-semibold text-lg">
              {t.rich('calls.lobby.heading', {
                name: roomName(room),
                room: (name) => <bdi>{name}</bdi>,
              })}
            </h2>
            {isKnown && <Inside participants={participants} />}
          </div>
          {notice && (
            <p role="alert" className="rounded-lg bg-accent-wash px-3 py-2 text-ink text-sm">
              {noticeWords(t, notice)}
            </p>
          )}
          <Entrance call={call} room={room} viewer={viewer} onClose={onClose} />
        </div>
        <div className="grid items-start gap-x-6 gap-y-5 border-corridor-line border-t pt-5 @md:grid-cols-2 @2xl:col-span-2 @4xl:grid-cols-4">
          <DevicePicker call={call} kind="microphone" />
          <DevicePicker call={call} kind="camera" />
          <div className="flex min-w-0 flex-col gap-3">
            <DevicePicker call={call} kind="speaker" />
            <SpeakerTest call={call} />
          </div>
          <EchoTest call={call} roomId={room.id} />
        </div>
      </div>
    </div>
  )
}
