import { Mic, MicOff, Video as VideoIcon, VideoOff } from 'lucide-react'
import { useOwnMedia } from '#components/calls/use-call.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { Control } from './control.tsx'

/** Microphone and camera: the same two buttons in the lobby and in the call. */
export function OwnControls({ call }: { call: Call }) {
  const { media } = useOwnMedia(call)
  const { microphone, camera } = media
  return (
    <>
      <Control
        label={microphone ? 'Mute microphone' : 'Unmute microphone'}
        shortcut="M"
        look={microphone ? 'on' : 'off'}
        onClick={() => void call.own.turn('microphone', !microphone)}
      >
        {microphone ? <Mic size={20} aria-hidden /> : <MicOff size={20} aria-hidden />}
      </Control>
      <Control
        label={camera ? 'Turn camera off' : 'Turn camera on'}
        shortcut="V"
        look={camera ? 'on' : 'off'}
        onClick={() => void call.own.turn('camera', !camera)}
      >
        {camera ? <VideoIcon size={20} aria-hidden /> : <VideoOff size={20} aria-hidden />}
      </Control>
    </>
  )
}
