import { Buffer } from 'node:buffer'
import { exifOf, orientationIn } from './exif-orientation.ts'
import { gather, lengthOf, type Piece, type Pieces } from './pieces.ts'
import { Damaged, type Source } from './source.ts'

const stays = ['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ICCP']
/** A frame has this in front of its own chunks. */
const frameBytes = 16
/** Flags of `VP8X`: those of profile, alpha and moving stay true. */
const [flagsKept, hasExif] = [0x32, 0x08]
const exifBytes = 65_536

/**
 * WebP (RFC 9649): the picture or its frames, the colour profile, and which way up it is.
 * All other chunks and whatever follows go.
 */
export function stripWebp(source: Source): Piece[] {
  if (source.text(0, 4) !== 'RIFF' || source.text(8, 4) !== 'WEBP') throw new Damaged('Not a WebP')
  const end = source.u32le(4) + 8
  const orientation = findOrientation(source, end)
  const kept = gather()
  for (const { name, at, next } of chunks(source, 12, end))
    if (name === 'VP8X') kept.put(extended(source, at, orientation))
    else if (name === 'ANMF') keepFrame(source, at, kept)
    else if (stays.includes(name)) kept.keep(at, next)
  if (orientation !== 1) kept.put(head('EXIF', exifOf(orientation).length), exifOf(orientation))
  if (kept.list.length === 0) throw new Damaged('No picture in it')
  return [Buffer.concat([head('RIFF', lengthOf(kept.list) + 4), Buffer.from('WEBP')]), ...kept.list]
}

function* chunks(source: Source, from: number, end: number) {
  for (let at = from; at < end; ) {
    const length = source.u32le(at + 4)
    // The last one may lack the byte that makes it even.
    const next = Math.min(at + 8 + length + (length % 2), source.size)
    if (at + 8 + length > end || next > end + 1) throw new Damaged('A chunk is cut off')
    yield { name: source.text(at, 4), at, length, next }
    at = next
  }
}

/** By the one chunk for it, which only a picture with `VP8X` has. */
function findOrientation(source: Source, end: number): number {
  if (source.text(12, 4) !== 'VP8X') return 1
  for (const { name, at, length } of chunks(source, 12, end)) {
    if (name !== 'EXIF' || length > exifBytes) continue
    const exif = source.bytes(at + 8, length)
    return orientationIn(exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif)
  }
  return 1
}

function extended(source: Source, at: number, orientation: number): Buffer {
  if (source.u32le(at + 4) !== 10) throw new Damaged('Its header has another length')
  const flags = (source.byte(at + 8) & flagsKept) | (orientation === 1 ? 0 : hasExif)
  return Buffer.concat([head('VP8X', 10), Buffer.from([flags, 0, 0, 0]), source.bytes(at + 12, 6)])
}

function keepFrame(source: Source, at: number, kept: Pieces) {
  const end = at + 8 + source.u32le(at + 4)
  if (end < at + 8 + frameBytes) throw new Damaged('A frame is cut off')
  const inside = () => chunks(source, at + 8 + frameBytes, end)
  let length = frameBytes
  for (const chunk of inside()) if (stays.includes(chunk.name)) length += chunk.next - chunk.at
  kept.put(head('ANMF', length), source.bytes(at + 8, frameBytes))
  for (const chunk of inside()) if (stays.includes(chunk.name)) kept.keep(chunk.at, chunk.next)
}

function head(name: string, length: number): Buffer {
  const bytes = Buffer.from(`${name}\0\0\0\0`, 'latin1')
  bytes.writeUInt32LE(length, 4)
  return bytes
}
