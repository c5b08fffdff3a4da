import { Buffer } from 'node:buffer'
import { fileName } from '#lib/files/name.ts'
import { cut } from '#lib/text/cut.ts'
import { trimEnd } from '#lib/trim-end.ts'

/** What is a device on Windows, whatever comes after its dot. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i
/** What most file systems take, and room for what stands after the name of a room. */
const mostBytes = 200

/**
 * A name as it can stand in an archive, alone between slashes, on every system it may be taken out on: it
 * leads nowhere, hides nothing, is no device and no longer than can be written there.
 */
export function entryName(given: string): string {
  const clean = tidied(fileName(given).replace(/[\\/<>:"|?*]/g, '_'))
  const name = clean === '' ? 'file' : clean
  return short(device.test(name) ? `_${name}` : name)
}

const tidied = (name: string) => trimEnd(name, /[.\s]/)

/** Signs of most scripts are several bytes. Where it ends, the kind of file stands. */
function short(name: string): string {
  if (Buffer.byteLength(name) <= mostBytes) return name
  const ending = /\.[^.]{1,16}$/.exec(name)?.[0] ?? ''
  let [begins, over] = [name.slice(0, name.length - ending.length), 1]
  while (over > 0) {
    over = Buffer.byteLength(begins + ending) - mostBytes
    // No unit is more than three bytes.
    if (over > 0) begins = cut(begins, begins.length - Math.ceil(over / 3))
  }
  return (tidied(begins) || 'file') + ending
}
