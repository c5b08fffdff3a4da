import type { Translate } from '#lib/words/translate.ts'
import type { BrowserKind } from './browser-kind.ts'
import type { Device } from './devices.ts'
import type { ScreenTrouble } from './screen.ts'

/** Why a device did not open, as far as what to do about it differs. */
export type DeviceTrouble =
  | ('missing' | 'insecure' | 'failed' | 'dismissed')
  | ('deniedInChromium' | 'deniedInChromiumOnAndroid' | 'deniedInSafari' | 'deniedOnIos')
  | ('deniedInFirefox' | 'deniedInFirefoxOnAndroid' | 'deniedInFirefoxOnMac')
  | ('deniedBySystem' | 'deniedByMac' | 'deniedByWindows' | 'deniedByAndroid')
  | ('busy' | 'busyOnPhone' | 'busyInFirefoxOnWindows')

/** What could not be had. */
export type Troubles = Partial<Record<Device, DeviceTrouble> & { screen: ScreenTrouble }>

/** What happened, and where to click. */
export const troubleWords = (t: Translate, { microphone, camera, screen }: Troubles) => ({
  ...(microphone && { microphone: t(`calls.trouble.microphone.${microphone}`) }),
  ...(camera && { camera: t(`calls.trouble.camera.${camera}`) }),
  ...(screen && { screen: t(`calls.trouble.screen.${screen}`) }),
})

/** Source of the names of errors: W3C Media Capture and Streams, section 10.2.1. */
export function troubleOf(error: unknown, where: BrowserKind): DeviceTrouble {
  const { name = '', message = '' } = error instanceof Error ? error : {}
  if (name === 'NotAllowedError') return denied(message, where)
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  if (name === 'NotReadableError' || name === 'AbortError') return busy(where)
  return name === 'SecurityError' ? 'insecure' : 'failed'
}

function denied(message: string, where: BrowserKind): DeviceTrouble {
  // Chromium alone tells the three apart.
  if (/by system/i.test(message)) return deniedBySystem(where)
  return /dismissed/i.test(message) ? 'dismissed' : deniedInBrowser(where)
}

/** Browsers differ in where they keep what a page may use. */
function deniedInBrowser({ browser, system }: BrowserKind): DeviceTrouble {
  if (browser === 'chromium') return system === 'android' ? 'deniedInChromiumOnAndroid' : 'deniedInChromium'
  if (browser === 'safari') return system === 'ios' ? 'deniedOnIos' : 'deniedInSafari'
  if (system === 'android') return 'deniedInFirefoxOnAndroid'
  return system === 'macos' ? 'deniedInFirefoxOnMac' : 'deniedInFirefox'
}

function deniedBySystem({ system }: BrowserKind): DeviceTrouble {
  if (system === 'macos') return 'deniedByMac'
  if (system === 'windows') return 'deniedByWindows'
  return system === 'android' ? 'deniedByAndroid' : 'deniedBySystem'
}

function busy({ browser, system }: BrowserKind): DeviceTrouble {
  if (system === 'android' || system === 'ios') return 'busyOnPhone'
  // Firefox does not tell a camera that Windows keeps back from one that is in use.
  return browser === 'firefox' && system === 'windows' ? 'busyInFirefoxOnWindows' : 'busy'
}
