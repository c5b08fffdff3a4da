import { AudioLines } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { useOwnMedia } from '#components/calls/use-call.ts'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { speakerOf } from '#lib/calls/browser/devices/devices.ts'
import { playThrough } from '#lib/calls/browser/sound/playback.ts'
import { refusalWords } from '#lib/words/refusal-words.ts'
import type { Translate } from '#lib/words/translate.ts'
import { LevelMeter } from './level-meter.tsx'
import { type EchoStep, useEcho } from './use-echo.ts'

/** Hear and see oneself as the others will: through the network and back. */
export function EchoTest({ call, roomId }: { call: Call; roomId: string }) {
  const t = useTranslations()
  const { step, begin, stop } = useEcho(call, roomId)
  const { tracks } = useOwnMedia(call)
  const running = step.at === 'connecting' || step.at === 'recording'
  return (
    <div className="flex min-w-0 flex-col items-start gap-2">
      <div className="flex gap-2">
        <Button size="small" disabled={running || !tracks.microphone} onClick={() => void begin()}>
          <AudioLines size={16} aria-hidden />
          {t('calls.echo.begin')}
        </Button>
        {running && (
          <Button size="small" onClick={stop}>
            {t('calls.echo.stop')}
          </Button>
        )}
      </div>
      {step.at === 'recording' && <Progress arriving={step.arriving} />}
      {step.at === 'done' && <Recording call={call} url={step.url} picture={step.picture} />}
      <p role="status" className="flex items-center gap-2 text-corridor-soft text-sm">
        {step.at === 'connecting' && <Spinner />}
        {stepWords(t, step, tracks.microphone !== undefined)}
      </p>
    </div>
  )
}

function stepWords(t: Translate, step: EchoStep, hasMicrophone: boolean): string {
  switch (step.at) {
    case 'quiet':
      return hasMicrophone ? t('calls.echo.hint') : t('calls.echo.noMicrophone')
    case 'done':
      return t(`calls.echo.proof.${step.proof}`)
    case 'failed':
      return t(`calls.echo.${step.why}`)
    case 'refused':
      return refusalWords(t, step.refused)
    default:
      return t(`calls.echo.${step.at}`)
  }
}

/** How far the recording is, and how loud what arrives. */
function Progress({ arriving }: { arriving: MediaStream }) {
  const t = useTranslations()
  return (
    <div className="flex w-full flex-col gap-2">
      <div className="h-1.5 w-full overflow-hidden rounded-full bg-corridor-line">
        <div className="size-full origin-left animate-fill rtl:origin-right rounded-full bg-corridor-ink" />
      </div>
      <LevelMeter label={t('calls.echo.level')} track={arriving.getAudioTracks()[0]} />
    </div>
  )
}

function Recording({ call, url, picture }: { call: Call; url: string; picture: boolean }) {
  const t = useTranslations()
  const player = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = player.current
    if (!element) return
    // Not begun by the browser: there is a press of the button behind
    // it. Otherwise its own controls are there.
    void playThrough(element, speakerOf(call.own.get())).then(() => element.play().catch(() => undefined))
  }, [call])
  return (
    // biome-ignore lint/a11y/useMediaCaption: nobody knows what will be said.
    <video
      ref={player}
      src={url}
      controls
      playsInline
      aria-label={t('calls.echo.player')}
      className={picture ? 'aspect-video w-full max-w-80 rounded-lg bg-black' : 'h-12 w-full max-w-80'}
    />
  )
}
