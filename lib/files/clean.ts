import { type Load, measure, type Size } from './pictures.ts'
import { isPicture } from './policy.ts'
import { isArchive, mayStillTell } from './strip-metadata/may-still-tell.ts'
import { movesIn } from './strip-metadata/moving.ts'
import { soundOrFilm } from './strip-metadata/sound-or-film.ts'
import { Damaged, withSource } from './strip-metadata/source.ts'
import { canStrip, strip } from './strip-metadata/strip.ts'

/** What became of a file: what it turned out to be, and whether it still may tell where it was taken. */
export type Cleaned = {
  mimeType: string
  /** Of a picture, as it is seen; null where nobody here can tell. */
  size: Size | null
  moves: boolean
  keepsMetadata: boolean
}

/** Whether files of this type are looked into: pictures, films, sounds, and papers with such in them. */
export const isLookedInto = (mimeType: string): boolean =>
  /^(?:image|video|audio)\/|^application\/(?:ogg|pdf)$/.test(mimeType) || isArchive(mimeType)

/** What is left of a file that cannot be looked into. */
export const unknown = (mimeType: string): Cleaned => ({
  mimeType: isPicture(mimeType) ? 'application/octet-stream' : mimeType,
  size: null,
  moves: false,
  keepsMetadata: true,
})

/**
 * Looks into pictures, films and sounds, in a process that may die of it (lib/sandbox). Without sharp
 * pictures are cleaned, and not measured.
 */
export const cleaningWith = (load: Load) => ({
  /**
   * Takes out of the file what tells more than what is seen and heard (lib/files/strip-metadata). What only
   * begins like a picture, or does not hold together, is a file like any other.
   */
  async clean({ path, mimeType: found }: { path: string; mimeType: string }): Promise<Cleaned> {
    const mimeType = withSource(path, (source) => soundOrFilm(source, found))
    const isClean = stripOf(path, mimeType)
    const keepsMetadata = !isClean || withSource(path, (source) => mayStillTell(source, mimeType))
    if (!isPicture(mimeType)) return { mimeType, size: null, moves: false, keepsMetadata }
    if (!isClean) return unknown(mimeType)
    const moves = withSource(path, (source) => movesIn(source, mimeType))
    const sharp = await load()
    if (!sharp) return { mimeType, size: null, moves, keepsMetadata }
    const seen = await measure(sharp, path)
    return seen
      ? { mimeType, size: { width: seen.width, height: seen.height }, moves, keepsMetadata }
      : { ...unknown(mimeType), keepsMetadata }
  },
})

/** Whether the file is clean now, or of a kind that is only searched for signs. */
function stripOf(path: string, mimeType: string): boolean {
  if (!canStrip(mimeType)) return !mimeType.startsWith('image/')
  try {
    strip(path, mimeType)
    return true
  } catch (error) {
    if (!(error instanceof Damaged)) throw error
    return false
  }
}
