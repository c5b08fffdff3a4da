import { Volume2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { speakerOf } from '#lib/calls/browser/devices/devices.ts'
import { playChime } from '#lib/calls/browser/sound/test-chime.ts'

type Step = 'quiet' | 'playing' | 'asking' | 'heard' | 'unheard' | 'failed'

/** Plays a sound and asks whether it was heard. */
export function SpeakerTest({ call }: { call: Call }) {
  const t = useTranslations()
  const [step, setStep] = useState<Step>('quiet')
  const playing = useRef<AbortController>(null)
  useEffect(() => () => playing.current?.abort(), [])

  const test = async () => {
    playing.current = new AbortController()
    const { signal } = playing.current
    setStep('playing')
    const played = await playChime(speakerOf(call.own.get()), signal).then(
      () => true,
      () => false,
    )
    if (!signal.aborted) setStep(played ? 'asking' : 'failed')
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <Button size="small" busy={step === 'playing'} onClick={() => void test()}>
        {step !== 'playing' && <Volume2 size={16} aria-hidden />}
        {t('calls.speakerTest.begin')}
      </Button>
      <p role="status" className="text-corridor-soft text-sm empty:hidden">
        {step !== 'quiet' && t(`calls.speakerTest.${step}`)}
      </p>
      {step === 'asking' && (
        <div className="flex gap-2">
          <Button size="small" onClick={() => setStep('heard')}>
            {t('calls.speakerTest.yes')}
          </Button>
          <Button size="small" onClick={() => setStep('unheard')}>
            {t('calls.speakerTest.no')}
          </Button>
        </div>
      )}
    </div>
  )
}
