import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import sharp from 'sharp'

const boundary = 'a boundary nobody writes'

const field = (name: string, value: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

/** A multipart body with one file, as a browser sends it; `named` is the field before it. */
export const form = (name: string, bytes: Buffer | string, type = 'text/plain', named?: string): Buffer =>
  Buffer.concat([
    Buffer.from(named === undefined ? '' : field('name', named)),
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`,
    ),
    Buffer.from(bytes),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])

export const formType = `multipart/form-data; boundary="${boundary}"`

/** The same as an upload takes it. */
export const incoming = (name: string, bytes: Buffer | string, type?: string, named?: string) => ({
  body: Readable.from([form(name, bytes, type, named)], { objectMode: false }),
  contentType: formType,
  contentLength: null,
  signal: new AbortController().signal,
})

/** A picture that tells where it was taken, and lies on its side: 40 × 20 as stored, 20 × 40 as seen. */
export const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: 'teal' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Snitch' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1', GPSLongitudeRef: 'E' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()

/** A picture of one colour. */
export const picture = (
  format: 'png' | 'webp' | 'gif' | 'avif',
  width = 1600,
  height = 900,
): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: 'tomato' } })
    .toFormat(format)
    .toBuffer()

/** A name that no emoji has yet. */
export const anyEmojiName = (): string => `e${randomUUID().replaceAll('-', '').slice(0, 20)}`
