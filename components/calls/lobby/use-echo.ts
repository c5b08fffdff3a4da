import { useEffect, useRef, useState } from 'react'
import type { Call } from '#lib/calls/browser/call.ts'
import { proofWords, recordEcho } from '#lib/calls/browser/connection-checks/echo-test.ts'
import { isRefusal } from '#lib/errors.ts'

export type EchoStep =
  | { at: 'quiet' }
  | { at: 'connecting' }
  | { at: 'recording'; arriving: MediaStream }
  /** `url` is of what was recorded; it is given back when the next test begins. */
  | { at: 'done'; url: string; picture: boolean; words: string }
  | { at: 'failed'; words: string }

const noWay =
  'The browser could not connect even to itself. Reload the page and try again, or look whether an extension blocks WebRTC.'
const noRecorder =
  'This browser cannot record what arrives. The level and your picture above show whether they work.'

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
      if (!echo) return setStep({ at: 'failed', words: noWay })
      const url = URL.createObjectURL(echo.recording)
      setStep({ at: 'done', url, picture: camera !== undefined, words: proofWords[echo.proof] })
    } catch (error) {
      if (!signal.aborted) setStep({ at: 'failed', words: isRefusal(error) ? error.message : noRecorder })
    }
  }

  useEffect(() => () => running.current?.abort(), [])
  const url = step.at === 'done' ? step.url : null
  useEffect(() => {
    if (url) return () => URL.revokeObjectURL(url)
  }, [url])
  return { step, begin, stop }
}
