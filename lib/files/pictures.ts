import { Buffer } from 'node:buffer'
import { copyFile, open } from 'node:fs/promises'
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
  const seen = await sharp(await stillOf(path), reading)
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

const brandAt = 8

/**
 * The path of what sharp can read of a picture. A sequence of AVIF (1.1, 6.2) holds a picture that stands for
 * it, but sharp looks no further than its brand: it gets a copy, beside it, under the brand of that picture.
 */
async function stillOf(path: string): Promise<string> {
  const from = await open(path)
  const { buffer } = await from.read(Buffer.alloc(4), 0, 4, brandAt).finally(() => from.close())
  if (buffer.toString('latin1') !== 'avis') return path
  const still = `${path}.still`
  await copyFile(path, still)
  const to = await open(still, 'r+')
  await to.write('avif', brandAt, 'latin1').finally(() => to.close())
  return still
}

type Shrinking = { from: string; to: string; box: Size; moving?: boolean; square?: boolean }

/** What makes pictures smaller, in a process that may die of it (lib/sandbox). */
export const shrinkingWith = (load: Load) => ({
  /**
   * Writes a picture (WebP) that fits into a box; with `moving`, all frames that sharp reads of one that
   * moves, with `square`, its middle. Null where none can be made.
   */
  async shrink({ from, to, box, moving = false, square = false }: Shrinking): Promise<Size | null> {
    const sharp = await load()
    if (!sharp) return null
    const seen = await measure(sharp, from)
    if (!seen?.fits) return null
    const side = Math.min(box.width, seen.width, seen.height)
    const made = await sharp(await stillOf(from), { ...reading, animated: moving })
      .autoOrient()
      .resize(
        square
          ? { width: side, height: side, fit: 'cover' }
          : { ...box, fit: 'inside', withoutEnlargement: true },
      )
      .webp({ quality: 80 })
      .toFile(to)
      .catch(unreadable)
    return made && { width: made.width, height: made.pageHeight ?? made.height }
  },
})

function unreadable(error: unknown): null {
  // A full disk is no fault of the picture: those errors have the system's code.
  if (error instanceof Error && 'code' in error) throw error
  return null
}
