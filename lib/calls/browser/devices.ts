/** What a person brings to a call. */
export type Device = 'microphone' | 'camera'
export const devices: Device[] = ['microphone', 'camera']

const inputOf: Record<Device, MediaDeviceKind> = { microphone: 'audioinput', camera: 'videoinput' }

/** Only wishes: a camera that cannot do them still works, where a demand would refuse it. */
const wishes = (device: Device, deviceId: string | undefined): MediaTrackConstraints => ({
  ...(deviceId && { deviceId: { ideal: deviceId } }),
  ...(device === 'camera'
    ? { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }
    : { echoCancellation: true, noiseSuppression: true, autoGainControl: true }),
})

export type Chosen = Partial<Record<Device, string>>
/** A track, or words that say why there is none and what to do. */
export type Opened = { track: MediaStreamTrack } | { trouble: string }

/** Opens devices: all in one question to the person, then, where that fails, each for itself. Never rejects. */
export async function openDevices(wanted: Device[], chosen: Chosen): Promise<Map<Device, Opened>> {
  try {
    return await capture(wanted, chosen)
  } catch (error) {
    const [only] = wanted
    if (wanted.length === 1 && only) return new Map([[only, { trouble: troubleWords(only, error) }]])
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
    audio: wanted.includes('microphone') && wishes('microphone', chosen.microphone),
    video: wanted.includes('camera') && wishes('camera', chosen.camera),
  })
  const opened = new Map<Device, Opened>()
  for (const track of stream.getTracks()) {
    const device = track.kind === 'audio' ? 'microphone' : 'camera'
    track.contentHint = device === 'microphone' ? 'speech' : 'motion'
    opened.set(device, { track })
  }
  return opened
}

/** The names of errors: W3C Media Capture and Streams, section 10.2.1. */
export function troubleWords(device: Device, error: unknown): string {
  const reason = error instanceof Error ? error.name : ''
  if (reason === 'NotAllowedError')
    return `The browser may not use your ${device}. Allow it with the icon beside the address of this page, then try again.`
  if (reason === 'NotFoundError' || reason === 'OverconstrainedError')
    return `No ${device} was found. Plug one in and try again, or go on without it.`
  if (reason === 'NotReadableError' || reason === 'AbortError')
    return `Your ${device} is busy: another program is using it. Close that program, then try again.`
  if (reason === 'SecurityError')
    return `Browsers give a ${device} only to pages opened over HTTPS or on localhost. Ask whoever runs this server for its HTTPS address.`
  return `Your ${device} did not start. Unplug it, plug it in again, and try once more.`
}

export type DeviceChoice = { id: string; name: string }
export type DeviceLists = Record<Device, DeviceChoice[]>

/** The devices there are. Browsers tell their names only once one of the kind was allowed. */
export async function listDevices(): Promise<DeviceLists> {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? []
  const list = (device: Device) =>
    all
      .filter(({ kind, deviceId }) => kind === inputOf[device] && deviceId !== '')
      .map(({ deviceId, label }, at) => ({ id: deviceId, name: label || `${device} ${at + 1}` }))
  return { microphone: list('microphone'), camera: list('camera') }
}

const storageKey = 'rooms.devices'

export function chosenDevices(): Chosen {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}')
  } catch {
    return {}
  }
}

export const rememberDevices = (chosen: Chosen) => localStorage.setItem(storageKey, JSON.stringify(chosen))
