import { hasWords } from './film.ts'
import { trackTypes } from './sound-or-film.ts'
import { type Source, unlessDamaged } from './source.ts'
import { canStrip } from './strip.ts'

/** What stands where a place is told: in EXIF of a photo inside, in XMP, in tags of sounds, in maps. */
const words = ['gpslatitude', 'iso6709', 'location=', 'location\0', 'location_gps', '/gpts', 'gps\0']
const signs = ['exif\0\0', ...words, ...words.map((word) => word.replace(/./gs, '$&\0'))]
/**
 * Names of what may tell a place, as they stand in the table of an archive; it may be packed beyond reading.
 */
const endings = [
  '.jpg',
  '.jpeg',
  '.heic',
  '.heif',
  '.tif',
  '.dng',
  '.mp4',
  '.mov',
  '.m4v',
  '.3gp',
  '.mp3',
  '.wav',
]
const pieceBytes = 1_048_576
const longest = Math.max(...signs.map(({ length }) => length))

/** Zip files, and papers of offices, which are some. */
export const isArchive = (mimeType: string): boolean =>
  /^application\/(?:zip|epub\+zip|vnd\.(?:openxmlformats-officedocument|oasis\.opendocument|ms-)[\w.-]*)$/.test(
    mimeType,
  )

/**
 * Whether a file may tell where it was made although it was cleaned: subtitles of some cameras do, and
 * files that nobody here can clean are searched for signs of it.
 */
export function mayStillTell(source: Source, mimeType: string): boolean {
  if (mimeType.startsWith('image/')) return false
  if (isArchive(mimeType)) return holds(source, endings)
  if (/\/(?:webm|matroska)$/.test(mimeType))
    return unlessDamaged(() => trackTypes(source).some((type) => type !== 1 && type !== 2), true)
  return canStrip(mimeType) ? unlessDamaged(() => hasWords(source), true) : holds(source, signs)
}

function holds(source: Source, signs: readonly string[]): boolean {
  for (let at = 0; at < source.size; at += pieceBytes) {
    const bytes = source.bytes(at, Math.min(pieceBytes + longest, source.size - at))
    const piece = bytes.toString('latin1').toLowerCase()
    if (signs.some((sign) => piece.includes(sign))) return true
  }
  return false
}
