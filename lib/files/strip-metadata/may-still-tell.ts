import { hasWords } from './film.ts'
import { trackTypes } from './sound-or-film.ts'
import { type Source, unlessDamaged } from './source.ts'
import { canStrip } from './strip.ts'

/** What stands where a place is told: in EXIF of a photo inside, in XMP, in tags of sounds, in maps. */
const signs = [
  'exif\0\0',
  'gpslatitude',
  'iso6709',
  'location=',
  'location\0',
  'l\0o\0c\0a\0t\0i\0o\0n\0',
  '/gpts',
]
const pieceBytes = 1_048_576
const longest = 18

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
    const bytes = source.bytes(at, Math.min(pieceBytes + longest, source.size - at))
    const piece = bytes.toString('latin1').toLowerCase()
    if (signs.some((sign) => piece.includes(sign))) return true
  }
  return false
}
