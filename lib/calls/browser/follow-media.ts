import type { Store } from '#lib/store.ts'
import type { Media } from '../schema.ts'
import { nextSpeaker } from './arrange.ts'
import { watchMutedVoice, watchSpeaking } from './devices/levels.ts'
import type { OwnMedia } from './devices/own-media.ts'
import type { Engine } from './engine.ts'
import { followTracks, followVoice } from './follow-own.ts'
import { type CallSnapshot, idsOf, withEntry } from './snapshot.ts'
import { type createSound, followSound } from './sound.ts'

type Parts = {
  call: Store<CallSnapshot>
  own: OwnMedia
  engine: Engine
  sound: ReturnType<typeof createSound>
  marksChanged: (media: Media) => void
  linksChanged: () => void
}

/** Puts into the call's state what media tell: what arrives, who speaks, which links hold. Returns how to stop. */
export const followMedia = ({ call, own, engine, sound, marksChanged, linksChanged }: Parts) => {
  const { get, set } = call
  const voice = followVoice(own)
  const isMuted = () => get().phase === 'in' && !own.get().media.microphone
  const levelOf = (id: string) => {
    if (id !== get().me) return engine.level(id)
    return own.get().media.microphone ? voice.level() : 0
  }
  const stops = [
    voice.stop,
    followSound(call, own, sound),
    followTracks(own, engine, marksChanged),
    watchSpeaking(
      () => idsOf(get().participants),
      levelOf,
      (speaking) => set({ speaking, speaker: nextSpeaker(get().speaker, speaking, get().me) }),
    ),
    watchMutedVoice(isMuted, voice.level, (mutedVoice) => set({ mutedVoice })),
    engine.on('track', (id, kind, track) => {
      const { tracks } = get()
      set({ tracks: withEntry(tracks, id, { ...tracks.get(id), [kind]: track ?? undefined }) })
    }),
    engine.on('link', (participantId, view) => {
      set({ links: withEntry(get().links, participantId, view) })
      linksChanged()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
