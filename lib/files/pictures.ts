import type Sharp from 'sharp'
import type { Metadata } from 'sharp'
import { Refusal } from '#lib/errors.ts'
import { shownAs } from './policy.ts'
import { Damaged } from './strip-metadata/source.ts'
import { strip } from './strip-metadata/strip.ts'

export type Size = { width: number; height: number }
/**
 * What became of a picture: its size as it is seen, null where nobody here can tell, and
 * whether it still tells where it was taken.
 */
export type Cleaned = { size: Size | null; keepsMetadata: boolean }

type Load = () => Promise<typeof Sharp | null>

/**
 * By what making it smaller takes: JPEG shrinks while it is read and PNG goes through in lines; the others
 * are held whole, AVIF several times.
 */
const mostMegapixels: Partial<Record<NonNullable<Metadata['format']>, number>> = {
  jpeg: 100,
  png: 100,
  webp: 50,
  gif: 50,
  heif: 25,
}
/** Of a moving picture only the first frame is looked at here; readers' browsers look at all. */
const mostMegapixelsOfAllFrames = 100

/**
 * What is done to pictures, in a process that may die of it (lib/sandbox). Without sharp they are cleaned,
 * and not measured or made smaller.
 */
export const picturesWith = (load: Load) => ({
  /**
   * Takes out of the file what tells more than the picture
   * (lib/files/strip-metadata). Null: it only begins like a picture.
   */
  async clean({ path, mimeType }: { path: string; mimeType: string }): Promise<Cleaned | null> {
    const sharp = shownAs(mimeType) === 'picture' ? await load() : null
    const size = sharp && (await measure(sharp, path))
    if (sharp && !size) return null
    try {
      strip(path, mimeType)
      return { size, keepsMetadata: false }
    } catch (error) {
      if (!(error instanceof Damaged)) throw error
      if (shownAs(mimeType) === 'picture') throw damaged()
      return { size, keepsMetadata: true }
    }
  },

  /** Writes a picture (WebP) that fits into a box. Null without sharp. */
  async shrink({ from, to, box }: { from: string; to: string; box: Size }): Promise<Size | null> {
    const sharp = await load()
    if (!sharp) return null
    if (!(await measure(sharp, from))) throw damaged()
    const { width, height } = await sharp(from, { ...reading, limitInputPixels: false })
      .autoOrient()
      .resize({ ...box, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toFile(to)
      .catch(unreadable)
    return { width, height }
  },
})

const reading = { failOn: 'none', sequentialRead: true } as const

/** From its header only: what it claims to be is judged before a pixel is read. */
async function measure(sharp: typeof Sharp, path: string): Promise<Size | null> {
  const seen = await sharp(path, { ...reading, limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (!seen) return null
  const { width, height } = seen.autoOrient
  const most = mostMegapixels[seen.format] ?? 0
  const megapixels = (width * height) / 1_000_000
  if (megapixels > most) throw new Refusal('invalid_input', 'files.megapixels', { most })
  if (megapixels * (seen.pages ?? 1) > mostMegapixelsOfAllFrames)
    throw new Refusal('invalid_input', 'files.megapixelsOfFrames', { most: mostMegapixelsOfAllFrames })
  return { width, height }
}

const damaged = () => new Refusal('invalid_input', 'files.damagedPicture')

const unreadable = (error: unknown): never => {
  // A full disk is no fault of the picture: those errors have the system's code.
  throw error instanceof Error && 'code' in error ? error : damaged()
}
