import { createStore } from '#lib/realtime/store.ts'
import type { Media } from '../schema.ts'
import {
  type Chosen,
  chosenDevices,
  type Device,
  type DeviceLists,
  devices,
  listDevices,
  openDevices,
  rememberDevices,
} from './devices.ts'
import type { TrackKind } from './engine.ts'
import { captureScreen } from './screen.ts'

export type OwnTracks = Partial<Record<TrackKind, MediaStreamTrack>>
export type OwnState = {
  /** What the others may hear and see: the truth behind every mute mark. */
  media: Media
  tracks: OwnTracks
  trouble: Partial<Record<Device | 'screen', string>>
  lists: DeviceLists
  chosen: Chosen
  opening: boolean
}
export type OwnMedia = ReturnType<typeof createOwnMedia>

const closed = { microphone: false, camera: false, screen: false }

/**
 * One's own microphone, camera and screen. Muting keeps the microphone open, so that unmuting is instant;
 * a camera that is off is given back, so that its light goes out.
 */
export const createOwnMedia = () => {
  const { get, set, subscribe } = createStore<OwnState>({
    media: closed,
    tracks: {},
    trouble: {},
    lists: { microphone: [], camera: [] },
    chosen: {},
    opening: false,
  })
  /** Grows with every close: what was being opened meanwhile is not wanted any more. */
  let era = 0
  let turning: Promise<void> = Promise.resolve()

  const put = (kind: TrackKind, track: MediaStreamTrack | undefined) => {
    const { [kind]: before, ...rest } = get().tracks
    if (before && before !== track) {
      before.onended = null
      before.stop()
    }
    set({ tracks: track ? { ...rest, [kind]: track } : rest })
  }
  const mark = (change: Partial<Media>) => set({ media: { ...get().media, ...change } })
  const tell = (what: Device | 'screen', words: string | undefined) => {
    const { [what]: _, ...rest } = get().trouble
    set({ trouble: words ? { ...rest, [what]: words } : rest })
  }

  const start = async (wanted: Device[]) => {
    if (wanted.length === 0) return
    const now = era
    set({ opening: true })
    const opened = await openDevices(wanted, get().chosen)
    for (const [device, result] of opened) {
      const track = 'track' in result ? result.track : undefined
      if (now !== era) {
        track?.stop()
        continue
      }
      put(device, track)
      tell(device, 'trouble' in result ? result.trouble : undefined)
      mark({ [device]: track !== undefined })
      // Unplugged: another device of the kind takes over, or words say that there is none.
      if (track) track.onended = () => void turn(device, get().media[device])
    }
    if (now === era) set({ opening: false, lists: await listDevices() })
  }

  const stop = (device: Device) => {
    const { microphone } = get().tracks
    if (device === 'camera') put('camera', undefined)
    else if (microphone) microphone.enabled = false
    mark({ [device]: false })
  }

  const switchTo = async (device: Device, on: boolean) => {
    const { microphone } = get().tracks
    if (!on) return stop(device)
    if (device === 'microphone' && microphone?.readyState === 'live') {
      microphone.enabled = true
      return mark({ microphone: true })
    }
    await start([device])
  }

  /** Turns happen one after the other: two quick presses end where they should. */
  const turn = (device: Device, on: boolean) => {
    turning = turning.then(() => switchTo(device, on))
    return turning
  }

  const devicesChanged = async () => set({ lists: await listDevices() })

  const unshare = () => {
    put('screen', undefined)
    put('screenAudio', undefined)
    mark({ screen: false })
  }

  return {
    get,
    subscribe,
    turn,
    unshare,

    /** Opens both devices, or those that were on before. Afterwards `trouble` says what could not be had. */
    open(before: Media = { microphone: true, camera: true, screen: false }) {
      navigator.mediaDevices?.addEventListener('devicechange', devicesChanged)
      set({ chosen: chosenDevices() })
      turning = turning.then(() => start(devices.filter((device) => before[device])))
      return turning
    },

    choose(device: Device, id: string) {
      set({ chosen: { ...get().chosen, [device]: id } })
      rememberDevices(get().chosen)
      // Muted stays muted: the new microphone is opened when it is unmuted.
      if (get().media[device]) turning = turning.then(() => start([device]))
      else put(device, undefined)
    },

    async share() {
      tell('screen', undefined)
      const now = era
      const shared = await captureScreen()
      if ('trouble' in shared) return tell('screen', shared.trouble)
      for (const track of shared.tracks) {
        if (now === era) put(track.kind === 'video' ? 'screen' : 'screenAudio', track)
        else track.stop()
      }
      const { screen } = get().tracks
      if (!screen || now !== era) return
      // The browser's own "Stop sharing" bar ends the track.
      screen.onended = unshare
      mark({ screen: true })
    },

    close() {
      era++
      navigator.mediaDevices?.removeEventListener('devicechange', devicesChanged)
      for (const kind of Object.keys(get().tracks) as TrackKind[]) put(kind, undefined)
      set({ media: closed, trouble: {}, opening: false })
    },
  }
}
