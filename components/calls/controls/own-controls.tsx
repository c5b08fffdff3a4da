import { Mic, MicOff, Video as VideoIcon, VideoOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useOwnMedia } from '#components/calls/use-call.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { Control } from './control.tsx'

/** Microphone and camera: the same two buttons in the lobby and in the call. */
export function OwnControls({ call }: { call: Pick<Call, 'own'> }) {
  const t = useTranslations()
  const { media } = useOwnMedia(call)
  const { microphone, camera } = media
  return (
    <>
      <Control
        label={microphone ? t('calls.controls.muteMicrophone') : t('calls.controls.unmuteMicrophone')}
        shortcut="M"
        look={microphone ? 'on' : 'off'}
        onClick={() => void call.own.turn('microphone', !microphone)}
      >
        {microphone ? <Mic size={20} aria-hidden /> : <MicOff size={20} aria-hidden />}
      </Control>
      <Control
        label={camera ? t('calls.controls.cameraOff') : t('calls.controls.cameraOn')}
        shortcut="V"
        look={camera ? 'on' : 'off'}
        onClick={() => void call.own.turn('camera', !camera)}
      >
        {camera ? <VideoIcon size={20} aria-hidden /> : <VideoOff size={20} aria-hidden />}
      </Control>
    </>
  )
}
