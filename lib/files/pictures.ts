import type Sharp from 'sharp'
import type { Metadata } from 'sharp'

export type Size = { width: number; height: number }

export type Load = () => Promise<typeof Sharp | null>

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

type Measured = Size & { fits: boolean }

const reading = { failOn: 'none', sequentialRead: true, limitInputPixels: false } as const

/**
 * From its header only: what it claims to be is judged before a pixel is read. Null for what
 * is no picture.
 */
export async function measure(sharp: typeof Sharp, path: string): Promise<Measured | null> {
  const seen = await sharp(path, reading)
    .metadata()
    .catch(() => null)
  if (!seen) return null
  const { width, height } = seen.autoOrient
  const megapixels = (width * height) / 1_000_000
  const fits =
    megapixels <= (mostMegapixels[seen.format] ?? 0) &&
    megapixels * (seen.pages ?? 1) <= mostMegapixelsOfAllFrames
  return { width, height, fits }
}

/** What makes pictures smaller, in a process that may die of it (lib/sandbox). */
export const shrinkingWith = (load: Load) => ({
  /** Writes a picture (WebP) that fits into a box. Null where none can be made. */
  async shrink({ from, to, box }: { from: string; to: string; box: Size }): Promise<Size | null> {
    const sharp = await load()
    if (!sharp || !(await measure(sharp, from))?.fits) return null
    const made = await sharp(from, reading)
      .autoOrient()
      .resize({ ...box, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toFile(to)
      .catch(unreadable)
    return made && { width: made.width, height: made.height }
  },
})

function unreadable(error: unknown): null {
  // A full disk is no fault of the picture: those errors have the system's code.
  if (error instanceof Error && 'code' in error) throw error
  return null
}
