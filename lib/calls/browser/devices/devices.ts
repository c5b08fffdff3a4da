import { currentBrowser } from './browser-kind.ts'
import { type DeviceTrouble, troubleOf } from './trouble.ts'

/** What a person brings to a call. */
export type Device = 'microphone' | 'camera'
export const devices: Device[] = ['microphone', 'camera']
/** What a person may choose among several of. */
export type Kind = Device | 'speaker'
export const kinds: Kind[] = [...devices, 'speaker']

const kindOf: Record<Kind, MediaDeviceKind> = {
  microphone: 'audioinput',
  camera: 'videoinput',
  speaker: 'audiooutput',
}

/**
 * What a person wishes, kept in this browser: ids of devices, what is done to sound and picture, and which
 * devices were off at last.
 */
export type Chosen = Partial<Record<Kind, string>> & {
  noiseSuppression?: boolean
  blur?: boolean
  off?: Device[]
}

/** The devices to begin with: as they were at last. */
export const openAtLast = ({ off = [] }: Chosen): Device[] =>
  devices.filter((device) => !off.includes(device))

/**
 * These are only wishes: a camera that cannot do them still works, where a demand would refuse it. The chosen
 * device is a demand, because Chromium opens the system's own choice instead of one that is only wished for.
 */
export const wishes = (device: Device, chosen: Chosen): MediaTrackConstraints => ({
  ...(chosen[device] && { deviceId: { exact: chosen[device] } }),
  ...(device === 'camera'
    ? { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }
    : {
        echoCancellation: true,
        noiseSuppression: chosen.noiseSuppression ?? true,
        autoGainControl: true,
      }),
})

/** A track, or why there is none. */
export type Opened = { track: MediaStreamTrack } | { trouble: DeviceTrouble }

/**
 * Opens devices: all in one question to the person, then, where that fails, each for itself. Never rejects.
 */
export async function openDevices(wanted: Device[], chosen: Chosen): Promise<Map<Device, Opened>> {
  try {
    return await capture(wanted, chosen)
  } catch (error) {
    const [only] = wanted
    if (wanted.length === 1 && only) {
      const { [only]: away, ...others } = chosen
      // The chosen one is not plugged in: any other is better than none.
      if (away && error instanceof Error && error.name === 'OverconstrainedError')
        return openDevices(wanted, others)
      return new Map([[only, { trouble: troubleOf(error, currentBrowser()) }]])
    }
  }
  const opened = new Map<Device, Opened>()
  for (const device of wanted) {
    for (const [key, result] of await openDevices([device], chosen)) opened.set(key, result)
  }
  return opened
}

async function capture(wanted: Device[], chosen: Chosen): Promise<Map<Device, Opened>> {
  // Browsers hide mediaDevices from pages that came over plain HTTP.
  if (!navigator.mediaDevices) throw new DOMException('', 'SecurityError')
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: wanted.includes('microphone') && wishes('microphone', chosen),
    video: wanted.includes('camera') && wishes('camera', chosen),
  })
  const opened = new Map<Device, Opened>()
  for (const track of stream.getTracks()) {
    const device = track.kind === 'audio' ? 'microphone' : 'camera'
    track.contentHint = device === 'microphone' ? 'speech' : 'motion'
    opened.set(device, { track })
  }
  return opened
}

/** `name`: as the system calls it; its number among its kind while the browser does not tell. */
export type DeviceChoice = { id: string; name: string | number }
export type DeviceLists = Record<Kind, DeviceChoice[]>
export const noDevices: DeviceLists = { microphone: [], camera: [], speaker: [] }

/** Firefox and Safari play on the system's own choice of speakers, or did until lately. */
export const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype

/** The devices there are. Browsers tell their names only once one of the kind was allowed. */
export async function listDevices(): Promise<DeviceLists> {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? []
  const list = (kind: Kind) =>
    all
      .filter((device) => device.kind === kindOf[kind] && device.deviceId !== '')
      .map(({ deviceId, label }, at) => ({ id: deviceId, name: label || at + 1 }))
  return {
    microphone: list('microphone'),
    camera: list('camera'),
    speaker: canChooseSpeaker() ? list('speaker') : [],
  }
}

/** The chosen speaker while it is there; an empty id is the system's own choice. */
export const speakerOf = ({ chosen, lists }: { chosen: Chosen; lists: DeviceLists }): string =>
  lists.speaker.some(({ id }) => id === chosen.speaker) ? (chosen.speaker ?? '') : ''

const storageKey = 'rooms.devices'

export function chosenDevices(): Chosen {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}')
  } catch {
    return {}
  }
}

export const rememberDevices = (chosen: Chosen) => localStorage.setItem(storageKey, JSON.stringify(chosen))
