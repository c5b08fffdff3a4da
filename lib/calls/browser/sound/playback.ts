import { createStore } from '#lib/store.ts'
import { canChooseSpeaker, speakerOf } from '../devices/devices.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import type { Arriving, CallSnapshot } from '../state/snapshot.ts'

const audible = ['microphone', 'screenAudio'] as const

/**
 * Sends a player's sound to a speaker; an empty id is the system's own choice. One that is gone leaves it
 * where it was.
 */
export const playThrough = async (player: HTMLMediaElement, speaker: string): Promise<void> => {
  if (canChooseSpeaker() && player.sinkId !== speaker) await player.setSinkId(speaker).catch(() => undefined)
}

/** Plays what the others say. Browsers may hold sound back until the person has clicked: then `blocked`. */
export const createPlayback = () => {
  const { get, set, subscribe } = createStore({ blocked: false })
  const players = new Map<MediaStreamTrack, HTMLAudioElement>()
  let speaker = ''

  const start = (player: HTMLAudioElement) =>
    player.play().catch((error) => {
      // Anything else is a player that was stopped before it began.
      if (error instanceof Error && error.name === 'NotAllowedError') set({ blocked: true })
    })

  return {
    get,
    subscribe,
    /** Plays exactly these. */
    play(tracks: ReadonlySet<MediaStreamTrack>) {
      for (const [track, player] of players) {
        if (tracks.has(track)) continue
        player.srcObject = null
        players.delete(track)
      }
      for (const track of tracks) {
        if (players.has(track)) continue
        const player = new Audio()
        player.srcObject = new MediaStream([track])
        players.set(track, player)
        void playThrough(player, speaker)
        void start(player)
      }
    },
    /** Plays through this speaker from now on. */
    route(id: string) {
      speaker = id
      for (const player of players.values()) void playThrough(player, speaker)
    },
    /** To be called from a click. */
    async unblock() {
      set({ blocked: false })
      await Promise.all([...players.values()].map(start))
    },
  }
}

/** All that can be heard in a call now: what arrives, and what one says oneself. */
export const soundsOf = (
  arriving: ReadonlyMap<string, Arriving>,
  own: Arriving,
): ReadonlySet<MediaStreamTrack> => {
  const all = [own, ...arriving.values()].flatMap((tracks) => audible.map((kind) => tracks[kind]))
  return new Set(all.filter((track) => track !== undefined))
}

type Calling = { get: () => CallSnapshot; subscribe: (listener: () => void) => () => void }

/**
 * Lets the sound follow what arrives in the call, and the speaker that is chosen. Returns how to stop, in
 * silence.
 */
export const followPlayback = (call: Calling, own: OwnMedia, sound: ReturnType<typeof createPlayback>) => {
  const stopRouting = own.subscribe(() => sound.route(speakerOf(own.get())))
  let before = call.get().tracks
  const stop = call.subscribe(() => {
    const { tracks } = call.get()
    if (tracks === before) return
    before = tracks
    sound.play(soundsOf(tracks, {}))
  })
  return () => {
    stop()
    stopRouting()
    sound.play(new Set())
  }
}
