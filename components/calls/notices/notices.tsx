import { Circle, Lock, X } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { RecordingControl } from '#components/calls/controls/use-recording.ts'
import { useCall, useOwnMedia, useSound } from '#components/calls/use-call.ts'
import { Button } from '#components/ui/button.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { troubleWords } from '#lib/calls/browser/devices/trouble.ts'
import { noticeWords } from '#lib/calls/browser/state/notice.ts'
import { rings } from '#lib/calls/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { isolated } from '#lib/text/isolate.ts'
import { Knocks } from './knocks.tsx'
import { Notice } from './notice.tsx'

type Props = { call: Call; room: Room; recording: RecordingControl }

/** What the person should know while the call goes on, and what to do about it. */
export function Notices({ call, room, recording }: Props) {
  const t = useTranslations()
  const { list } = useFormatter()
  const { cutOff, locked, me, mutedVoice, notice, participants } = useCall(call)
  const { trouble } = useOwnMedia(call)
  const { blocked } = useSound(call)
  const recorders = participants
    .filter((one) => one.recording && one.participantId !== me)
    .map(({ name }) => name)
  return (
    <>
      <Knocks call={call} />
      {blocked && (
        <Notice>
          <span className="flex-1">{t('calls.notices.blocked')}</span>
          <Button look="primary" size="small" onClick={() => void call.sound.unblock()}>
            {t('calls.clickToHear')}
          </Button>
        </Notice>
      )}
      {cutOff && <Notice>{t('calls.notices.cutOff')}</Notice>}
      {mutedVoice && (
        <Notice>
          <span className="flex-1">{t('calls.notices.muted')}</span>
          <Button look="primary" size="small" onClick={() => void call.own.turn('microphone', true)}>
            {t('calls.unmute')}
          </Button>
        </Notice>
      )}
      {recording.isOn && (
        <Notice>
          <Circle size={12} aria-hidden className="shrink-0 fill-danger text-danger" />
          <span className="min-w-0 flex-1">{t('calls.notices.recording')}</span>
          <Button size="small" onClick={recording.stop}>
            {t('calls.notices.stopRecording')}
          </Button>
        </Notice>
      )}
      {recorders.length > 0 && (
        <Notice>
          <Circle size={12} aria-hidden className="shrink-0 fill-danger text-danger" />
          <span className="min-w-0 flex-1">
            {t('calls.notices.recorders', {
              names: list(
                recorders.map((name) => isolated(name)),
                { type: 'conjunction' },
              ),
              people: recorders.length,
            })}
          </span>
        </Notice>
      )}
      {locked && (
        <Notice>
          <Lock size={14} aria-hidden className="shrink-0" />
          <span className="min-w-0 flex-1">{t('calls.notices.locked')}</span>
        </Notice>
      )}
      {rings(room) && participants.length === 1 && !cutOff && (
        <Notice>
          <span className="flex-1">{t('calls.notices.alone')}</span>
          <Button size="small" onClick={() => void call.ring()}>
            {t('calls.notices.ringAgain')}
          </Button>
        </Notice>
      )}
      {notice && (
        <Notice>
          <span className="flex-1">{noticeWords(t, notice)}</span>
          <Button look="quiet" size="small" aria-label={t('common.dismiss')} onClick={call.dismiss}>
            <X size={16} aria-hidden />
          </Button>
        </Notice>
      )}
      {Object.entries(troubleWords(t, trouble)).map(([device, words]) => (
        <Notice key={device}>
          <span className="min-w-0 flex-1">{words}</span>
          {device !== 'screen' && (
            <Button size="small" onClick={() => void call.own.tryAgain()}>
              {t('calls.tryDevicesAgain')}
            </Button>
          )}
        </Notice>
      ))}
    </>
  )
}
