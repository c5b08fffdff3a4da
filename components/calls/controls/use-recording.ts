import { useTranslations } from 'next-intl'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { say } from '#components/ui/toast.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { extensionOf, type Recording, record } from '#lib/calls/browser/recording/recording.ts'
import { fileName, saveFile } from '#lib/calls/browser/save-file.ts'
import { soundsOf } from '#lib/calls/browser/sound/playback.ts'
import type { Room } from '#lib/rooms/schema.ts'

export type RecordingControl = { isOn: boolean; start: () => Promise<void>; stop: () => void }

/** Records the call in this browser; ending it, or leaving the call, saves the file. */
export function useRecording(call: Call, room: Room, stage: RefObject<HTMLElement | null>): RecordingControl {
  const t = useTranslations()
  const running = useRef<Recording | null>(null)
  const telling = useRef(false)
  const [isOn, setIsOn] = useState(false)
  const name = useRoomName()(room)

  const stop = () => running.current?.stop()
  const save = (content: Blob) => {
    running.current = null
    setIsOn(false)
    call.recordingMark.remove()
    saveFile(fileName(name, new Date(), extensionOf(content)), content)
    say(t('calls.recording.saved'))
  }
  const start = async () => {
    if (running.current || telling.current) return
    telling.current = true
    try {
      // Nobody is recorded who was not told.
      await call.recordingMark.put()
    } catch {
      return say(t('calls.recording.untold'))
    } finally {
      telling.current = false
    }
    // Left while they were being told.
    if (call.get().phase !== 'in') return
    try {
      const recording = record(
        () => stage.current,
        () => soundsOf(call.get().tracks, call.own.get().tracks),
      )
      running.current = recording
      setIsOn(true)
      void recording.ended.then(save)
    } catch {
      call.recordingMark.remove()
      say(t('calls.recording.failed'))
    }
  }

  const leaving = useRef(stop)
  useEffect(() => {
    leaving.current = stop
  })
  useEffect(() => () => leaving.current(), [])
  useEffect(() => {
    if (!isOn) return
    // Closing the page would lose what was recorded: the browser asks first.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isOn])
  return { isOn, start, stop }
}
