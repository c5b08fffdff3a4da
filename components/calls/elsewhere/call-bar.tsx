import { Maximize2, Mic, MicOff, Phone, PhoneOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { CallTimer } from '#components/calls/call-timer.tsx'
import { withCallWords } from '#components/calls/call-words.tsx'
import { useCallKeys } from '#components/calls/controls/use-call-keys.ts'
import { useDeviceNews } from '#components/calls/devices/use-device-news.ts'
import { Knocks } from '#components/calls/notices/knocks.tsx'
import { useCall, useOwnMedia, useSound } from '#components/calls/use-call.ts'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { Button } from '#components/ui/button.tsx'
import { say } from '#components/ui/toast.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { ongoingCall } from '#lib/calls/browser/ongoing-call.ts'

/** On a phone signs are enough, so that the room's name has its place in the one row. */
const label = 'max-sm:sr-only'

/**
 * The call one is in, on pages other than its own: that it goes on, whether one is heard, and the way back.
 */
function CallBar({ roomId, call }: { roomId: string; call: Call }) {
  const t = useTranslations()
  const { phase, participants, me, cutOff, mutedVoice, notice } = useCall(call)
  const { microphone, camera, screen } = useOwnMedia(call).media
  const { blocked } = useSound(call)
  const { enter } = useEnterRoom()
  const roomName = useRoomName()
  const room = useJoinedRooms().find(({ id }) => id === roomId)
  useDeviceNews(call)
  useCallKeys(call, { soundOnly: true })
  const begun = useRef(false)
  useEffect(() => {
    const isOn = phase !== 'lobby' && phase !== 'left'
    // On its way back after a reload a call begins in the lobby.
    if (isOn || !begun.current) {
      begun.current = isOn
      return
    }
    if (notice) ongoingCall.lose({ roomId, notice })
    else say(t('calls.youLeft'))
    ongoingCall.clear(call)
    call.close()
  }, [phase, notice, call, roomId, t])

  const others = participants.filter(({ participantId }) => participantId !== me).length
  const isAway = phase === 'away'
  const live = [
    t('calls.elsewhere.others', { others }),
    screen ? t('calls.elsewhere.screenSeen') : camera && t('calls.elsewhere.cameraSeen'),
    cutOff && t('calls.elsewhere.reconnecting'),
    mutedVoice && t('calls.elsewhere.muted'),
  ]
  const state = isAway ? [t('calls.elsewhere.away')] : live
  return (
    <section aria-label={t('calls.elsewhere.label')} className="corridor">
      <Knocks call={call} />
      <div className="flex items-center gap-2 px-3 py-2 sm:px-4">
        <Phone size={16} aria-hidden className="shrink-0 max-sm:hidden" />
        <p role="status" className="min-w-0 flex-1 text-sm sm:truncate">
          <bdi className="font-semibold max-sm:block max-sm:truncate">
            {room ? roomName(room) : t('calls.title')}
          </bdi>
          <span className="text-corridor-soft max-sm:block max-sm:truncate max-sm:text-xs">
            <span className="max-sm:hidden"> · </span>
            {state.filter(Boolean).join(' · ')}
          </span>
        </p>
        <span className="text-corridor-soft text-sm">
          <CallTimer call={call} />
        </span>
        {blocked && (
          <Button look="primary" size="small" onClick={() => void call.sound.unblock()}>
            {t('calls.clickToHear')}
          </Button>
        )}
        {!isAway && (
          <Button size="small" onClick={() => void call.own.turn('microphone', !microphone)}>
            {microphone ? <Mic size={16} aria-hidden /> : <MicOff size={16} aria-hidden />}
            <span className={label}>{microphone ? t('calls.elsewhere.mute') : t('calls.unmute')}</span>
          </Button>
        )}
        <Button look="primary" size="small" onClick={() => enter(roomId)}>
          <Maximize2 size={16} aria-hidden className="sm:hidden" />
          <span className={label}>{t('calls.elsewhere.back')}</span>
        </Button>
        <Button look="danger" size="small" onClick={call.leave}>
          <PhoneOff size={16} aria-hidden />
          <span className={label}>{t('calls.elsewhere.leave')}</span>
        </Button>
      </div>
    </section>
  )
}

export default withCallWords(CallBar)
