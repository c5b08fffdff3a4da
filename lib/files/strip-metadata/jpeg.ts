import { Buffer } from 'node:buffer'
import { exifOf, orientationIn } from './exif-orientation.ts'
import { gather, type Piece, type Pieces } from './pieces.ts'
import { Damaged, type Source } from './source.ts'

const [soi, eoi, sos] = [0xd8, 0xd9, 0xda]
/** Frames, tables and scans (ITU T.81, table B.1). */
const decodes = (marker: number) => marker >= 0xc0 && marker <= 0xdf && marker !== 0xc8
/** Stands alone, or is none: a byte of the picture that looks like one. */
const bare = (marker: number) => marker <= 1 || (marker >= 0xd0 && marker <= 0xd7)

/**
 * JPEG (ITU T.81): what decoding needs, the resolution, the colour profile and which way up it is. Comments,
 * all other application segments and whatever follows the picture go, among it other pictures (CIPA DC-007).
 * One that breaks off in the middle of its scan ends there.
 */
export function stripJpeg(source: Source): Piece[] {
  if (source.u16(0) !== 0xffd8) throw new Damaged('Not a JPEG')
  const kept = gather()
  kept.keep(0, 2)
  let scanned = false
  let turned = false
  for (let at = nextMarker(source, 2); at < source.size; at = nextMarker(source, at)) {
    const marker = source.byte(at + 1)
    if (marker === eoi) kept.keep(at, at + 2)
    if (marker === eoi || marker === soi || at + 4 > source.size) break
    const end = at + 2 + Math.max(2, source.u16(at + 2))
    if (end > source.size) break
    if (decodes(marker)) kept.keep(at, end)
    else if (marker === 0xe1 && !turned) turned = keepOrientation(source, at, end, kept)
    else keepApplication(source, marker, at, end, kept)
    at = end
    if (marker !== sos) continue
    scanned = true
    at = nextMarker(source, end)
    kept.keep(end, at)
  }
  if (!scanned) throw new Damaged('No picture in it')
  return kept.list
}

/**
 * Where the next marker stands, over filling bytes and what only looks like
 * one; the end of the file where none does.
 */
function nextMarker(source: Source, from: number): number {
  for (let at = source.find(0xff, from); at !== -1 && at + 1 < source.size; ) {
    const marker = source.byte(at + 1)
    if (marker !== 0xff && !bare(marker)) return at
    at = marker === 0xff ? at + 1 : source.find(0xff, at + 2)
  }
  return source.size
}

function keepOrientation(source: Source, at: number, end: number, kept: Pieces): boolean {
  const segment = source.bytes(at + 4, end - at - 4)
  if (segment.toString('latin1', 0, 6) !== 'Exif\0\0') return false
  const orientation = orientationIn(segment.subarray(6))
  if (orientation === 1) return false
  const exif = exifOf(orientation)
  kept.put([0xff, 0xe1, 0, exif.length + 8], Buffer.from('Exif\0\0', 'latin1'), exif)
  return true
}

function keepApplication(source: Source, marker: number, at: number, end: number, kept: Pieces) {
  const is = (name: string) => end - at - 4 >= name.length && source.text(at + 4, name.length) === name
  // A small picture and anything else may stand behind what these two are for.
  if (marker === 0xe0 && end - at >= 18 && is('JFIF\0'))
    kept.put([0xff, 0xe0, 0, 16], source.bytes(at + 4, 12), [0, 0])
  else if (marker === 0xee && end - at >= 16 && is('Adobe'))
    kept.put([0xff, 0xee, 0, 14], source.bytes(at + 4, 12))
  else if (marker === 0xe2 && is('ICC_PROFILE\0')) kept.keep(at, end)
}
