import { fileName } from '#lib/files/name.ts'
import { trimEnd } from '#lib/trim-end.ts'

/** What is a device on Windows, whatever comes after its dot. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * A name as it can stand in an archive, alone between slashes, on every system it may be taken out on: it
 * leads nowhere, hides nothing and is no device.
 */
export function entryName(given: string): string {
  const clean = trimEnd(fileName(given).replace(/[\\/<>:"|?*]/g, '_'), /[.\s]/)
  const name = clean === '' ? 'file' : clean
  return device.test(name) ? `_${name}` : name
}
