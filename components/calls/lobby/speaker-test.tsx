import { Volume2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { speakerOf } from '#lib/calls/browser/devices/devices.ts'
import { playChime } from '#lib/calls/browser/sound/test-chime.ts'

type Step = 'quiet' | 'playing' | 'asking' | 'heard' | 'unheard' | 'failed'
const words: Partial<Record<Step, string>> = {
  playing: 'Playing a short sound…',
  asking: 'Did you hear it?',
  heard: 'Your speaker works.',
  unheard:
    'Turn the volume of the computer up, look whether a headset is plugged in or connected, or choose another speaker, and test again.',
  failed:
    'The browser could not play a sound. Allow sound for this page beside its address, then test again.',
}

/** Plays a sound and asks whether it was heard. */
export function SpeakerTest({ call }: { call: Call }) {
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
        Test speaker
      </Button>
      <p role="status" className="text-corridor-soft text-sm empty:hidden">
        {words[step]}
      </p>
      {step === 'asking' && (
        <div className="flex gap-2">
          <Button size="small" onClick={() => setStep('heard')}>
            Yes
          </Button>
          <Button size="small" onClick={() => setStep('unheard')}>
            No
          </Button>
        </div>
      )}
    </div>
  )
}
