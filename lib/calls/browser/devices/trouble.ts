import type { BrowserKind } from './browser-kind.ts'
import type { Device } from './devices.ts'

/**
 * Why a device did not open, and where to click. The names of errors: W3C Media Capture and Streams, section
 * 10.2.1.
 */
export function troubleWords(device: Device, error: unknown, where: BrowserKind): string {
  const { name = '', message = '' } = error instanceof Error ? error : {}
  if (name === 'NotAllowedError') return refusedWords(device, message, where)
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return `No ${device} was found. Plug one in and try again, or go on without it.`
  if (name === 'NotReadableError' || name === 'AbortError') return busyWords(device, where)
  if (name === 'SecurityError')
    return `Browsers give a ${device} only to pages opened over HTTPS or on localhost. Ask whoever runs this server for its HTTPS address.`
  return `Your ${device} did not start. Unplug it, plug it in again, and try once more.`
}

function refusedWords(device: Device, message: string, where: BrowserKind): string {
  // Chromium alone tells the three apart.
  if (/by system/i.test(message))
    return `Your system does not let the browser use your ${device}. ${systemSettings(device, where)}`
  if (/dismissed/i.test(message))
    return `The browser may not use your ${device}: its question was closed. Press “Try devices again”, then choose “Allow”.`
  return `The browser may not use your ${device}. ${siteSettings(device, where)}`
}

/** Where this browser keeps what a page may use. */
function siteSettings(device: Device, { browser, system }: BrowserKind): string {
  const again = 'then press “Try devices again”.'
  const title = titleOf[device]
  if (browser === 'chromium') {
    if (system === 'android')
      return `Tap the sign left of the address, then “Permissions”, and allow the ${device}; ${again}`
    return `Click the sign left of the address and turn “${title}” on, ${again}`
  }
  if (browser === 'firefox') {
    if (system === 'android') return `Tap the lock left of the address and allow the ${device}; ${again}`
    const site = `Click the crossed-out ${device} left of the address and take away the block, ${again}`
    return system === 'macos' ? `${site} Without such a sign: ${macSettings(device)}` : site
  }
  if (system === 'ios')
    return `In Safari tap the sign left of the address, then “Website Settings”, and allow the ${device}. In another browser allow it in the iPhone’s or iPad’s Settings, under Apps and the name of the browser. Then reload this page.`
  return `In the menu choose Safari → “Settings for This Website…”, allow the ${device}, and reload this page.`
}

const titleOf: Record<Device, string> = { microphone: 'Microphone', camera: 'Camera' }

const macSettings = (device: Device) =>
  `open System Settings → Privacy & Security → ${titleOf[device]}, turn the browser on, and start it again.`

function systemSettings(device: Device, { system }: BrowserKind): string {
  if (system === 'macos') return `On this Mac ${macSettings(device)}`
  if (system === 'windows')
    return `In Windows open Settings → Privacy & security → ${titleOf[device]}, and let desktop apps use it; then press “Try devices again”.`
  if (system === 'android')
    return `In Android open Settings → Apps, choose the browser, then Permissions, and allow the ${device}; then press “Try devices again”.`
  return `Allow it in the privacy settings of the system, then press “Try devices again”.`
}

function busyWords(device: Device, { browser, system }: BrowserKind): string {
  const busy = `Your ${device} is busy: another program is using it.`
  if (system === 'android' || system === 'ios')
    return `${busy} End a phone call and close other apps that use the ${device}, then try again.`
  // Firefox does not tell a camera that Windows keeps back from one that is in use.
  if (browser === 'firefox' && system === 'windows')
    return `${busy} Close that program, then try again. If none uses it: ${systemSettings(device, { browser, system })}`
  return `${busy} Close that program, or the other browser's call, then try again.`
}
