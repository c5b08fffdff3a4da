import { createMix } from './mix.ts'
import { paint } from './paint.ts'

const picture = { width: 1280, height: 720 }
const framesPerSecond = 15
/** What a crash of the page costs at most. */
const sliceMs = 1_000
/** The first that the browser can write; Safari writes MP4. */
const formats = ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4']

export const canRecord = (): boolean =>
  'MediaRecorder' in globalThis && 'captureStream' in HTMLCanvasElement.prototype

export type Recording = {
  /** Ends it; gives what was recorded. */
  stop: () => Promise<Blob>
}

/**
 * Records what one sees and hears, in this browser alone: the stage as it stands on the screen, and everybody's sound.
 * Source: W3C MediaStream Recording.
 */
export function record(
  stage: () => HTMLElement | null,
  sounds: () => ReadonlySet<MediaStreamTrack>,
): Recording {
  const canvas = Object.assign(document.createElement('canvas'), picture)
  const on = canvas.getContext('2d', { alpha: false })
  const mix = createMix()
  const draw = () => {
    const shown = stage()
    if (on && shown) paint(on, shown)
    mix.hear(sounds())
  }
  draw()
  // Not by animation frames, which stop while the tab is in the background.
  const timer = setInterval(draw, 1_000 / framesPerSecond)

  const stream = canvas.captureStream(framesPerSecond)
  if (mix.track) stream.addTrack(mix.track)
  const mimeType = formats.find((format) => MediaRecorder.isTypeSupported(format))
  const recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), videoBitsPerSecond: 2_500_000 })
  const slices: Blob[] = []
  recorder.ondataavailable = ({ data }) => slices.push(data)
  recorder.start(sliceMs)

  const stopped = new Promise<Blob>((resolve) => {
    recorder.onstop = () => {
      clearInterval(timer)
      mix.close()
      for (const track of stream.getTracks()) track.stop()
      resolve(new Blob(slices, { type: recorder.mimeType }))
    }
  })
  return {
    stop: () => {
      if (recorder.state !== 'inactive') recorder.stop()
      return stopped
    },
  }
}

export const extensionOf = ({ type }: Blob): string => (type.includes('mp4') ? 'mp4' : 'webm')
