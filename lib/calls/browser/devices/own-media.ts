import { createStore } from '#lib/store.ts'
import type { Media } from '../../schema.ts'
import type { TrackKind } from '../engines/engine.ts'
import { blurOf, setBlur } from './blur.ts'
import { arrivals, type DeviceNews } from './device-news.ts'
import {
  type Chosen,
  chosenDevices,
  type Device,
  type DeviceLists,
  devices,
  type Kind,
  listDevices,
  noDevices,
  openAtLast,
  openDevices,
  rememberDevices,
  speakerOf,
  wishes,
} from './devices.ts'
import { captureScreen } from './screen.ts'
import type { Troubles } from './trouble.ts'
import { createTurns } from './turns.ts'

type OwnTracks = Partial<Record<TrackKind, MediaStreamTrack>>
export type OwnState = {
  /** What the others may hear and see: the truth behind every mute mark. */
  media: Media
  tracks: OwnTracks
  trouble: Troubles
  lists: DeviceLists
  chosen: Chosen
  /** Devices are being opened, or the person is being asked for them. */
  opening: boolean
  /** Whether the background of the camera's picture is blurred; null where the browser cannot do it. */
  blur: boolean | null
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
    lists: noDevices,
    chosen: {},
    opening: true,
    blur: null,
  })
  const listeners = new Set<(news: DeviceNews) => void>()
  /** This grows with every close: what was being opened meanwhile is not wanted any more. */
  let era = 0
  const inTurn = createTurns()

  const put = (kind: TrackKind, track: MediaStreamTrack | undefined) => {
    const { [kind]: before, ...rest } = get().tracks
    if (before && before !== track) {
      before.onended = before.onmute = before.onunmute = null
      before.stop()
    }
    const tracks: OwnTracks = track ? { ...rest, [kind]: track } : rest
    set({ tracks, blur: tracks.camera ? blurOf(tracks.camera) : null })
  }
  const mark = (change: Partial<Media>) => set({ media: { ...get().media, ...change } })
  const tell = <W extends keyof Troubles>(what: W, why: Troubles[W] | undefined) => {
    const { [what]: _, ...rest } = get().trouble
    set({ trouble: why ? { ...rest, [what]: why } : rest })
  }
  const report = (news: DeviceNews) => {
    for (const hear of listeners) hear(news)
  }
  const wish = (change: Chosen) => {
    set({ chosen: { ...get().chosen, ...change } })
    rememberDevices(get().chosen)
  }

  const start = async (wanted: Device[]) => {
    const now = era
    const { chosen } = get()
    set({ opening: true })
    const opened = wanted.length > 0 ? await openDevices(wanted, chosen) : new Map()
    for (const [device, result] of opened) {
      const track = 'track' in result ? result.track : undefined
      if (device === 'camera' && track && chosen.blur) await setBlur(track, true, wishes('camera', chosen))
      if (now !== era) {
        track?.stop()
        continue
      }
      put(device, track)
      tell(device, 'trouble' in result ? result.trouble : undefined)
      mark({ [device]: track !== undefined })
      if (!track) continue
      track.onended = () => void ended(device, track)
      // Phones take the camera from an unseen page, the microphone for their own calls, and give them back.
      track.onmute = track.onunmute = () => mark({ [device]: track.enabled && !track.muted })
    }
    const lists = await listDevices()
    if (now === era) set({ opening: false, lists })
  }

  /** Opens what is chosen now. Muted stays muted: the new microphone is opened when it is unmuted. */
  const reopen = async (kind: Kind) => {
    if (kind === 'speaker') return
    const isWanted = get().media[kind] || get().trouble[kind]
    // Many phones have one camera at a time.
    if (!isWanted || kind === 'camera') put(kind, undefined)
    if (isWanted) await start([kind])
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
    if (device === 'microphone' && microphone?.readyState === 'live' && !microphone.muted) {
      microphone.enabled = true
      return mark({ microphone: true })
    }
    await start([device])
  }

  const turn = (device: Device, on: boolean) => {
    const off = (get().chosen.off ?? []).filter((one) => one !== device)
    wish({ off: on ? off : [...off, device] })
    // Silence is at once, also while the browser still asks for something.
    const { microphone } = get().tracks
    if (device === 'microphone' && !on && microphone) stop(device)
    return inTurn(device, () => switchTo(device, on))
  }

  /** The device is gone: another of its kind takes over, or words say that there is none. */
  const ended = (device: Device, track: MediaStreamTrack) =>
    inTurn(device, async () => {
      if (get().tracks[device] !== track) return
      put(device, undefined)
      await start(get().media[device] ? [device] : [])
      const { lists, tracks, trouble } = get()
      if (trouble[device] || lists[device].some(({ name }) => name === track.label)) return
      report({ what: 'unplugged', kind: device, now: tracks[device]?.label ?? null })
    })

  const devicesChanged = () =>
    inTurn('all', async () => {
      const { lists: before, chosen } = get()
      const hadSpeaker = speakerOf(get()) !== ''
      const lists = await listDevices()
      set({ lists })
      if (hadSpeaker && speakerOf(get()) === '') report({ what: 'systemSpeaker' })
      // Names that came with a permission are no new devices.
      if (Object.values(before).every((list) => list.length === 0)) return
      const { returned, plugged } = arrivals(before, lists, chosen)
      for (const { kind, name } of returned) {
        await reopen(kind)
        report({ what: 'returned', kind, now: name })
      }
      if (plugged.length > 0) report({ what: 'plugged', found: plugged })
    })

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

    /**
     * Opens the devices that were on before, or else those of the last call. Afterwards `trouble` says what
     * could not be had.
     */
    open(before?: Media) {
      navigator.mediaDevices?.addEventListener('devicechange', devicesChanged)
      const chosen = chosenDevices()
      set({ chosen, opening: true })
      const wanted = before ? devices.filter((device) => before[device]) : openAtLast(chosen)
      return inTurn('all', () => start(wanted))
    },

    /** Opens what could not be had; what is muted or off on purpose stays so. */
    tryAgain() {
      const { media, trouble } = get()
      return inTurn('all', () => start(devices.filter((device) => trouble[device] && !media[device])))
    },

    choose(kind: Kind, id: string) {
      wish({ [kind]: id })
      return inTurn(kind === 'speaker' ? 'all' : kind, () => reopen(kind))
    },

    suppressNoise(noiseSuppression: boolean) {
      wish({ noiseSuppression })
      return inTurn('microphone', () => reopen('microphone'))
    },

    async blurBackground(blur: boolean) {
      wish({ blur })
      const { camera } = get().tracks
      if (!camera) return
      await setBlur(camera, blur, wishes('camera', get().chosen))
      if (get().tracks.camera === camera) set({ blur: blurOf(camera) })
    },

    /** Hears what happens to the devices; returns how to stop. */
    onNews(hear: (news: DeviceNews) => void) {
      listeners.add(hear)
      return () => void listeners.delete(hear)
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
