import type { Media } from '../../schema.ts'
import { meter } from '../devices/levels.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import type { CurrentEngine } from '../engines/current-engine.ts'
import { trackKinds } from '../engines/engine.ts'

/** Publishes what one's own devices give, and tells when the marks for it change. Returns how to stop. */
export const followTracks = (
  own: OwnMedia,
  engine: Pick<CurrentEngine, 'publish'>,
  marksChanged: (media: Media) => void,
) => {
  let before = own.get()
  return own.subscribe(() => {
    const now = own.get()
    const was = before
    before = now
    for (const kind of trackKinds) {
      if (now.tracks[kind] !== was.tracks[kind]) engine.publish(kind, now.tracks[kind] ?? null)
    }
    if (now.media !== was.media) marksChanged(now.media)
  })
}

/** Measures whichever microphone is in use. */
export const followVoice = (own: OwnMedia) => {
  let heard: MediaStreamTrack | undefined
  let level = 0
  let stopMeter = () => {}
  const stopFollowing = own.subscribe(() => {
    const { microphone } = own.get().tracks
    if (microphone === heard) return
    stopMeter()
    heard = microphone
    level = 0
    stopMeter = microphone ? meter(microphone, (measured) => (level = measured)) : () => {}
  })
  return {
    level: () => level,
    stop: () => {
      stopFollowing()
      stopMeter()
    },
  }
}
