import type { Store } from '#lib/store.ts'
import type { Media } from '../../schema.ts'
import { watchMutedVoice, watchSpeaking } from '../devices/levels.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import type { CurrentEngine } from '../engines/current-engine.ts'
import { type createPlayback, followPlayback } from '../sound/playback.ts'
import { followTracks, followVoice } from './follow-own.ts'
import { nextSpeaker } from './layout.ts'
import { type CallSnapshot, idsOf, withEntry } from './snapshot.ts'

type Parts = {
  call: Store<CallSnapshot>
  own: OwnMedia
  engine: CurrentEngine
  sound: ReturnType<typeof createPlayback>
  marksChanged: (media: Media) => void
  linksChanged: () => void
}

/**
 * Puts into the call's state what media tell: what arrives, who speaks, which links hold. Returns how to
 * stop.
 */
export const followMedia = ({ call, own, engine, sound, marksChanged, linksChanged }: Parts) => {
  const { get, set } = call
  const voice = followVoice(own)
  const isMuted = () => get().phase === 'in' && !own.get().media.microphone
  const levelOf = (id: string) => {
    if (id !== get().me) return engine.get()?.level(id) ?? 0
    return own.get().media.microphone ? voice.level() : 0
  }
  const stops = [
    voice.stop,
    followPlayback(call, own, sound),
    followTracks(own, engine, marksChanged),
    watchSpeaking(
      () => idsOf(get().participants),
      levelOf,
      (speaking) => set({ speaking, speaker: nextSpeaker(get().speaker, speaking, get().me) }),
    ),
    watchMutedVoice(isMuted, voice.level, (mutedVoice) => set({ mutedVoice })),
    engine.listen({
      onTrack(id, kind, track) {
        const { tracks } = get()
        set({ tracks: withEntry(tracks, id, { ...tracks.get(id), [kind]: track ?? undefined }) })
      },
      onQuality(id, quality) {
        set({ links: withEntry(get().links, id, quality) })
        linksChanged()
      },
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
