import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { exifOf, orientationIn } from './exif-orientation.ts'
import { gather, type Piece } from './pieces.ts'
import { Damaged, type Source } from './source.ts'

const signature = '\x89PNG\r\n\x1a\n'
/** What decoding, colours and moving need (PNG, third edition, 11). */
const stays = new Set(
  'IHDR PLTE IDAT tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '),
)
/** Longer than EXIF can be elsewhere: no need to hold more of a file in memory. */
const exifBytes = 65_536

/** PNG and APNG: chunks of the list above, and which way up it is. Nothing after its end. */
export function stripPng(source: Source): Piece[] {
  if (source.text(0, 8) !== signature || source.text(12, 4) !== 'IHDR') throw new Damaged('Not a PNG')
  const kept = gather()
  kept.keep(0, 8)
  for (let at = 8; ; ) {
    const length = source.u32(at)
    const name = source.text(at + 4, 4)
    const end = at + 12 + length
    if (end > source.size) throw new Damaged('A chunk is cut off')
    if (name === 'IEND') {
      if (length > 0) throw new Damaged('Its end is none')
      kept.keep(at, end)
      return kept.list
    }
    if (stays.has(name)) kept.keep(at, end)
    else if (name === 'eXIf' && length <= exifBytes) {
      const orientation = orientationIn(source.bytes(at + 8, length))
      if (orientation !== 1) kept.put(chunk(name, exifOf(orientation)))
    }
    at = end
  }
}

function chunk(name: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(data.length + 12)
  whole.writeUInt32BE(data.length)
  whole.write(name, 4, 'latin1')
  data.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4)
  return whole
}
