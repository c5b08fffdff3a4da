import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** Stands wherever a picture may tell what it should not. */
export const secret = 'SNITCH'
const hidden = Buffer.from(`${secret} 52.5 N 13.4 E`)

/**
 * Pictures of every kind that is cleaned, with secrets in all the places one may put them: what
 * they are, and how many frames they have.
 */
export async function tellingPictures(): Promise<
  Record<string, { type: string; bytes: Buffer; frames: number }>
> {
  const one = (type: string, bytes: Buffer, frames = 1) => ({ type: `image/${type}`, bytes, frames })
  const avif = tellingBoxes(await tell(still()).avif({ effort: 0 }).toBuffer())
  const png = await tell(still()).png().toBuffer()
  return {
    jpeg: one('jpeg', tellingJpeg(await tell(still()).jpeg().toBuffer())),
    'progressive jpeg': one('jpeg', tellingJpeg(await tell(still()).jpeg({ progressive: true }).toBuffer())),
    png: one('png', tellingPng(png)),
    apng: one('apng', tellingPng(moving(await still().png().toBuffer()))),
    gif: one(
      'gif',
      tellingGif(
        await frames()
          .gif({ loop: 3, delay: [50, 70] })
          .toBuffer(),
      ),
      2,
    ),
    webp: one('webp', tellingWebp(await tell(still()).webp().toBuffer())),
    'lossless webp': one('webp', tellingWebp(await tell(still()).webp({ lossless: true }).toBuffer())),
    'moving webp': one(
      'webp',
      tellingWebp(
        await tell(frames())
          .webp({ delay: [50, 70] })
          .toBuffer(),
      ),
      2,
    ),
    avif: one('avif', avif),
    // The same boxes: HEIC differs in how the picture is coded.
    heic: one('heic', avif),
  }
}

const still = () =>
  sharp({
    create: {
      width: 64,
      height: 40,
      channels: 3,
      background: 'teal',
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
    },
  })
const frames = () =>
  sharp(Buffer.concat([Buffer.alloc(48 * 40 * 3, 20), Buffer.alloc(48 * 40 * 3, 220)]), {
    raw: { width: 48, height: 80, channels: 3, pageHeight: 40 },
  })
const tell = (picture: Sharp) =>
  picture
    .withIccProfile('p3')
    .withExif({ IFD0: { Make: secret }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>${secret}</rdf></x:xmpmeta>`)

const insert = (bytes: Buffer, at: number, ...news: Buffer[]): Buffer =>
  Buffer.concat([bytes.subarray(0, at), ...news, bytes.subarray(at)])

const u32 = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value])
const u32le = (value: number) => Buffer.from(u32(value).toReversed())

function tellingJpeg(bytes: Buffer): Buffer {
  const segment = (marker: number, ...content: Buffer[]) => {
    const all = Buffer.concat(content)
    return Buffer.concat([Buffer.from([0xff, marker, 0, all.length + 2]), all])
  }
  const named = (name: string) => Buffer.from(`${name}\0`, 'latin1')
  return Buffer.concat([
    insert(
      bytes,
      2,
      segment(0xfe, hidden),
      segment(0xe5, hidden),
      segment(0xe0, named('JFXX'), hidden),
      segment(0xe2, named('MPF'), hidden),
      segment(0xed, named('Photoshop 3.0'), hidden),
    ),
    // A second picture behind the first, as cameras put it there.
    insert(bytes, 2, segment(0xfe, hidden)),
    hidden,
  ])
}

function pngChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  return Buffer.concat([u32(data.length), named, u32(crc32(named))])
}

const tellingPng = (bytes: Buffer) =>
  Buffer.concat([
    insert(
      bytes,
      33,
      pngChunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), hidden])),
      pngChunk('tIME', Buffer.alloc(7, 1)),
      pngChunk('prVt', hidden),
      pngChunk('sPLT', hidden),
    ),
    hidden,
  ])

/** The same picture twice, as APNG. */
function moving(png: Buffer): Buffer {
  const data = png.indexOf('IDAT', 0, 'latin1')
  const length = png.readUInt32BE(data - 4)
  const pixels = png.subarray(data + 4, data + 4 + length)
  const control = (sequence: number) =>
    pngChunk(
      'fcTL',
      Buffer.concat([u32(sequence), png.subarray(16, 24), Buffer.alloc(8), Buffer.from([0, 1, 0, 10, 0, 0])]),
    )
  return Buffer.concat([
    png.subarray(0, 33),
    pngChunk('acTL', Buffer.concat([u32(2), u32(0)])),
    control(0),
    pngChunk('IDAT', pixels),
    control(1),
    pngChunk('fdAT', Buffer.concat([u32(2), pixels])),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function tellingGif(bytes: Buffer): Buffer {
  const blocks = Buffer.concat([Buffer.from([hidden.length]), hidden, Buffer.from([0])])
  const first = 13 + ((bytes[10] ?? 0) & 0x80 ? 3 * 2 ** (((bytes[10] ?? 0) & 7) + 1) : 0)
  return Buffer.concat([
    insert(
      bytes,
      first,
      Buffer.from([0x21, 0xfe]),
      blocks,
      Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1'),
      blocks,
      Buffer.from([0x21, 0x01, 12, ...Buffer.alloc(12)]),
      blocks,
    ),
    hidden,
  ])
}

function tellingWebp(bytes: Buffer): Buffer {
  const odd = Buffer.concat([
    Buffer.from('ODD '),
    u32le(hidden.length),
    hidden,
    Buffer.alloc(hidden.length % 2),
  ])
  const frame = bytes.indexOf('ANMF', 0, 'latin1')
  let whole = bytes
  if (frame !== -1) {
    const length = bytes.readUInt32LE(frame + 4)
    whole = insert(bytes, frame + 8 + length, odd)
    whole.writeUInt32LE(length + odd.length, frame + 4)
  }
  whole = Buffer.concat([whole, odd])
  whole.writeUInt32LE(whole.length - 8, 4)
  return Buffer.concat([whole, hidden])
}

export const box = (type: string, ...content: Buffer[]): Buffer => {
  const all = Buffer.concat(content)
  return Buffer.concat([u32(all.length + 8), Buffer.from(type, 'latin1'), all])
}

const tellingBoxes = (bytes: Buffer) =>
  Buffer.concat([
    bytes,
    box('uuid', hidden),
    box('udta', hidden),
    box('free', hidden),
    box('mpvd', hidden),
    hidden,
  ])
