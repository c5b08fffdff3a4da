import { rename } from 'node:fs/promises'
import type { Logger } from 'pino'
import type { Metadata, Sharp } from 'sharp'
import { atMost } from '#lib/at-most.ts'
import { Refusal } from '#lib/errors.ts'

type Size = { width: number; height: number }
export type Pictures = {
  /**
   * Gives the picture's size as it is seen, and takes out of the file what tells more than the picture: where and when it was taken, with
   * which device. Rotation is carried out, animation stays. Null: not a picture one can read.
   */
  clean: (path: string) => Promise<Size | null>
  /** Writes a picture (WebP) that fits into a box. */
  shrink: (from: string, to: string, box: Size) => Promise<Size>
}

const maxPixels = 100_000_000
const perSecond = { seconds: 20 }
const reading = { limitInputPixels: maxPixels, failOn: 'none', sequentialRead: true } as const

/** Pictures are worked on outside of the event loop, two at a time. Null where sharp cannot be had: then files stay as they are. */
export async function loadPictures(log: Logger): Promise<Pictures | null> {
  const loaded = await import('sharp').catch((error: unknown) => {
    log.warn({ err: error }, 'no sharp here: pictures get no thumbnails and keep their metadata')
    return null
  })
  if (!loaded) return null
  const sharp = loaded.default
  sharp.cache(false)
  sharp.concurrency(1)
  const turn = atMost(2)

  return {
    clean: (path) =>
      turn(async () => {
        // Its header only: what it claims to be is judged before a pixel is read.
        const seen = await sharp(path, { ...reading, limitInputPixels: false })
          .metadata()
          .catch(() => null)
        if (!seen) return null
        const pages = seen.pages ?? 1
        const { width, height } = seen.autoOrient
        if (width * height * pages > maxPixels)
          throw new Refusal(
            'invalid_input',
            'A picture may have at most 100 megapixels, all its frames together.',
          )
        if (tellsMore(seen)) {
          const picture = sharp(path, { ...reading, animated: pages > 1 }).timeout(perSecond)
          await written(picture.autoOrient().keepIccProfile(), seen.format).toFile(`${path}.clean`)
          await rename(`${path}.clean`, path)
        }
        return { width, height }
      }),
    shrink: (from, to, box) =>
      turn(async () => {
        const { width, height } = await sharp(from, reading)
          .timeout(perSecond)
          .autoOrient()
          .resize({ ...box, fit: 'inside', withoutEnlargement: true })
          .webp({ quality: 80 })
          .toFile(to)
        return { width, height }
      }),
  }
}

const tellsMore = ({ exif, xmp, iptc, orientation, comments }: Metadata) =>
  Boolean(exif || xmp || iptc || comments?.length || (orientation ?? 1) > 1)

/** In the format it came in, with little loss. */
function written(picture: Sharp, format: Metadata['format']): Sharp {
  // Optimised coding holds the whole picture's coefficients: several times the memory, for a few percent of the size.
  if (format === 'jpeg')
    return picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false })
  if (format === 'webp') return picture.webp({ quality: 92 })
  if (format === 'heif') return picture.avif({ quality: 70, effort: 2 })
  return picture.toFormat(format)
}
