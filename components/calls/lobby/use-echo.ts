import { useEffect, useRef, useState } from 'react'
import type { Call } from '#lib/calls/browser/call.ts'
import { type EchoProof, recordEcho } from '#lib/calls/browser/connection-checks/echo-test.ts'
import { isRefusal } from '#lib/errors.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

export type EchoStep =
  | { at: 'quiet' }
  | { at: 'connecting' }
  | { at: 'recording'; arriving: MediaStream }
  /** `url` is of what was recorded; it is given back when the next test begins. */
  | { at: 'done'; url: string; picture: boolean; proof: EchoProof }
  | { at: 'failed'; why: 'noWay' | 'noRecorder' }
  /** In the server's words. */
  | { at: 'refused'; refused: Refused }

/** The echo test of one person before a call, step by step. */
export function useEcho(call: Call, roomId: string) {
  const [step, setStep] = useState<EchoStep>({ at: 'quiet' })
  const running = useRef<AbortController>(null)

  const stop = () => {
    running.current?.abort()
    setStep({ at: 'quiet' })
  }
  const begin = async () => {
    running.current = new AbortController()
    const { signal } = running.current
    const { microphone, camera } = call.own.get().tracks
    const tracks = [microphone, camera].filter((track) => track !== undefined)
    setStep({ at: 'connecting' })
    try {
      const onRecording = (arriving: MediaStream) => setStep({ at: 'recording', arriving })
      const echo = await recordEcho({ roomId, tracks, signal, onRecording })
      if (!echo) return setStep({ at: 'failed', why: 'noWay' })
      const url = URL.createObjectURL(echo.recording)
      setStep({ at: 'done', url, picture: camera !== undefined, proof: echo.proof })
    } catch (error) {
      if (signal.aborted) return
      setStep(isRefusal(error) ? { at: 'refused', refused: error } : { at: 'failed', why: 'noRecorder' })
    }
  }

  useEffect(() => () => running.current?.abort(), [])
  const url = step.at === 'done' ? step.url : null
  useEffect(() => {
    if (url) return () => URL.revokeObjectURL(url)
  }, [url])
  return { step, begin, stop }
}
