import { Circle, Lock, X } from 'lucide-react'
import type { RecordingControl } from '#components/calls/controls/use-recording.ts'
import { useCall, useOwnMedia, useSound } from '#components/calls/use-call.ts'
import { Button } from '#components/ui/button.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { Knocks } from './knocks.tsx'
import { Notice } from './notice.tsx'

const names = new Intl.ListFormat('en', { type: 'conjunction' })

type Props = { call: Call; room: Room; recording: RecordingControl }

/** What the person should know while the call goes on, and what to do about it. */
export function Notices({ call, room, recording }: Props) {
  const { cutOff, locked, me, mutedVoice, notice, participants } = useCall(call)
  const { trouble } = useOwnMedia(call)
  const { blocked } = useSound(call)
  const recorders = participants.filter((one) => one.recording && one.participantId !== me)
  return (
    <>
      <Knocks call={call} />
      {blocked && (
        <Notice>
          <span className="flex-1">The browser holds the sound of this call back.</span>
          <Button look="primary" size="small" onClick={() => void call.sound.unblock()}>
            Click to hear
          </Button>
        </Notice>
      )}
      {cutOff && <Notice>The server cannot be reached. The call goes on while we reconnect.</Notice>}
      {mutedVoice && (
        <Notice>
          <span className="flex-1">You are muted: nobody hears you.</span>
          <Button look="primary" size="small" onClick={() => void call.own.turn('microphone', true)}>
            Unmute
          </Button>
        </Notice>
      )}
      {recording.isOn && (
        <Notice>
          <Circle size={12} aria-hidden className="shrink-0 fill-danger text-danger" />
          <span className="min-w-0 flex-1">You are recording. Everybody in the call sees that.</span>
          <Button size="small" onClick={recording.stop}>
            Stop and save
          </Button>
        </Notice>
      )}
      {recorders.length > 0 && (
        <Notice>
          <Circle size={12} aria-hidden className="shrink-0 fill-danger text-danger" />
          <span className="min-w-0 flex-1">
            {names.format(recorders.map(({ name }) => name))} {recorders.length === 1 ? 'is' : 'are'}{' '}
            recording this call.
          </span>
        </Notice>
      )}
      {locked && (
        <Notice>
          <Lock size={14} aria-hidden className="shrink-0" />
          <span className="min-w-0 flex-1">The call is locked: who wants to come in has to knock.</span>
        </Notice>
      )}
      {room.visibility === 'direct' && participants.length === 1 && !cutOff && (
        <Notice>
          <span className="flex-1">Nobody else is here yet.</span>
          <Button size="small" onClick={() => void call.ring()}>
            Ring again
          </Button>
        </Notice>
      )}
      {notice && (
        <Notice>
          <span className="flex-1">{notice}</span>
          <Button look="quiet" size="small" aria-label="Dismiss" onClick={call.dismiss}>
            <X size={16} aria-hidden />
          </Button>
        </Notice>
      )}
      {Object.entries(trouble).map(([device, words]) => (
        <Notice key={device}>
          <span className="min-w-0 flex-1">{words}</span>
          {device !== 'screen' && (
            <Button size="small" onClick={() => void call.own.tryAgain()}>
              Try devices again
            </Button>
          )}
        </Notice>
      ))}
    </>
  )
}
