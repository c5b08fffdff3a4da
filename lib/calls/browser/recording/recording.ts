import { createMix } from './mix.ts'
import { paint } from './paint.ts'

const picture = { width: 1280, height: 720 }
const framesPerSecond = 15
/** A long recording is written down bit by bit, not encoded at its end. */
const sliceMs = 1_000
/** The first that the browser can write; Safari writes MP4. */
const formats = ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4']

export const canRecord = (): boolean =>
  'MediaRecorder' in globalThis && 'captureStream' in HTMLCanvasElement.prototype

export type Recording = {
  /** What was recorded, once it has ended: by `stop`, or because the browser could not go on. */
  ended: Promise<Blob>
  stop: () => void
}

/**
 * Records what one sees and hears, in this browser alone: the stage as it stands on the screen, and
 * everybody's sound. Throws when the browser cannot. Source: W3C MediaStream Recording.
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
  const stream = canvas.captureStream(framesPerSecond)
  if (mix.track) stream.addTrack(mix.track)
  const mimeType = formats.find((format) => MediaRecorder.isTypeSupported(format))
  const slices: Blob[] = []
  let timer: ReturnType<typeof setInterval> | undefined
  const close = () => {
    clearInterval(timer)
    mix.close()
    for (const track of stream.getTracks()) track.stop()
  }
  try {
    const recorder = new MediaRecorder(stream, {
      ...(mimeType && { mimeType }),
      videoBitsPerSecond: 2_500_000,
    })
    recorder.ondataavailable = ({ data }) => slices.push(data)
    const ended = new Promise<Blob>((resolve) => {
      // Comes after an error, too.
      recorder.onstop = () => {
        close()
        resolve(new Blob(slices, { type: recorder.mimeType }))
      }
    })
    draw()
    recorder.start(sliceMs)
    // Not by animation frames, which stop while the tab is in the background.
    timer = setInterval(draw, 1_000 / framesPerSecond)
    return {
      ended,
      stop: () => {
        if (recorder.state !== 'inactive') recorder.stop()
      },
    }
  } catch (error) {
    close()
    throw error
  }
}

export const extensionOf = ({ type }: Blob): string => (type.includes('mp4') ? 'mp4' : 'webm')
