import { Buffer } from 'node:buffer'
import { hasWords } from './film.ts'
import { trackTypes } from './sound-or-film.ts'
import { type Source, unlessDamaged } from './source.ts'
import { canStrip } from './strip.ts'

/** What stands where a place is told: in EXIF of a photo inside, in XMP, in tags of sounds, in maps. */
const signs = [
  'Exif\0\0',
  'GPSLatitude',
  'ISO6709',
  'LOCATION=',
  'Location=',
  'location=',
  'GEO_',
  '/GPTS',
].map((sign) => Buffer.from(sign, 'latin1'))
const pieceBytes = 1_048_576
const longest = 16

/**
 * Whether a file may tell where it was made although it was cleaned: subtitles of some cameras do, and
 * files that nobody here can clean are searched for signs of it.
 */
export function mayStillTell(source: Source, mimeType: string): boolean {
  if (mimeType.startsWith('image/')) return false
  if (/\/(?:webm|matroska)$/.test(mimeType))
    return unlessDamaged(() => trackTypes(source).some((type) => type !== 1 && type !== 2), true)
  return canStrip(mimeType) ? unlessDamaged(() => hasWords(source), true) : hasSigns(source)
}

function hasSigns(source: Source): boolean {
  for (let at = 0; at < source.size; at += pieceBytes) {
    const piece = source.bytes(at, Math.min(pieceBytes + longest, source.size - at))
    if (signs.some((sign) => piece.includes(sign))) return true
  }
  return false
}
