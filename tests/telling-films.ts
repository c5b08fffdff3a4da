import { Buffer } from 'node:buffer'
import { box, secret } from './telling-pictures.ts'

const u32 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4)
  return bytes
}
const text = (words: string) => Buffer.from(words, 'latin1')
const place = text(`+52.5200+013.4050/ ${secret}`)

const ftyp = (brand: string) => box('ftyp', text(brand), u32(0), text('isom'))
const hdlr = (handler: string) => box('hdlr', u32(0, 0), text(handler), Buffer.alloc(13))
const dated = (type: string) => box(type, u32(0, 3_900_000_000, 3_900_000_000), Buffer.alloc(84))
/** What stands in a sample of each kind. */
export const samples = { vide: 'frames of the film', soun: 'what is heard', meta: `${secret} at each moment` }
type Handler = keyof typeof samples | 'sbtl'

/** One sample, at a place of the file. */
const track = (handler: Handler, at: number, length: number, ...more: Buffer[]) =>
  box(
    'trak',
    dated('tkhd'),
    ...more,
    box(
      'mdia',
      dated('mdhd'),
      hdlr(handler),
      box(
        'minf',
        box(
          'stbl',
          box('stsc', u32(0, 1, 1, 1, 1)),
          box('stsz', u32(0, 0, 1, length)),
          box('stco', u32(0, 1, at)),
        ),
      ),
    ),
  )

const said = [
  box('udta', box('\xa9xyz', place), box('loci', u32(0), place), box('XMP_', place)),
  box(
    'meta',
    box('hdlr', u32(0, 0), text('mdta'), Buffer.alloc(13)),
    box('keys', u32(0, 1), box('mdta', text('com.apple.quicktime.location.ISO6709'))),
    box('ilst', box('\0\0\0\x01', box('data', u32(1, 0), place))),
  ),
]

/** A film in boxes that tells its place wherever it may. Its samples come first: their place is known. */
export function tellingFilm(handlers: Handler[], brand = 'isom', spoken: Buffer[] = said): Buffer {
  const content = handlers.map((handler) => text(handler === 'sbtl' ? secret : samples[handler]))
  const head = ftyp(brand)
  let at = head.length + 8
  const tracks = handlers.map((handler, index) => {
    const length = content[index]?.length ?? 0
    at += length
    return track(handler, at - length, length, box('udta', place), box('meta', u32(0), place))
  })
  return Buffer.concat([
    head,
    box('mdat', ...content),
    box('free', place),
    box('uuid', place),
    box('moov', dated('mvhd'), ...tracks, ...spoken),
    box('meta', u32(0), place),
  ])
}

/** The tags of a record: of those only its place, and a cover that tells, may not stay. */
export const tagsOfRecord = (cover: string) =>
  box(
    'udta',
    box('\xa9xyz', place),
    box(
      'meta',
      u32(0),
      hdlr('mdir'),
      box(
        'ilst',
        box('\xa9nam', box('data', u32(1, 0), text('The song'))),
        box('covr', box('data', u32(13, 0), text(cover))),
        box('----', text(secret)),
      ),
    ),
  )

/** An element of EBML. */
export function element(id: number, ...content: Buffer[]): Buffer {
  const all = Buffer.concat(content)
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(BigInt(all.length) | (1n << 56n))
  return Buffer.concat([name(id), size, all])
}
const name = (id: number) => Buffer.from(id.toString(16).padStart(id > 255 ? 0 : 2, '0'), 'hex')

/** WebM as a recorder makes it: nobody knew how long it would be. Types of tracks: 1 is seen, 2 is heard. */
export function tellingWebm(types: number[], { live = true, docType = 'webm' } = {}): Buffer {
  const byte = (...values: number[]) => Buffer.from(values)
  const unknown = (id: number) => Buffer.concat([name(id), byte(1, ...Array(7).fill(0xff))])
  const blocks = Buffer.concat([
    element(0xe7, byte(0)),
    element(0xa3, byte(0x81, 0, 0, 0x80), text(samples.vide)),
  ])
  const content = [
    element(0x114d9b74, byte()),
    element(
      0x1549a966,
      element(0x2ad7b1, byte(15, 66, 64)),
      element(0x4461, text(`${secret}..`)),
      element(0x4d80, text('a muxer')),
    ),
    element(
      0x1654ae6b,
      ...types.map((type, at) => element(0xae, element(0xd7, byte(at + 1)), element(0x83, byte(type)))),
    ),
    element(
      0x1254c367,
      element(0x7373, element(0x67c8, element(0x45a3, text('LOCATION')), element(0x4487, place))),
    ),
    live ? Buffer.concat([unknown(0x1f43b675), blocks]) : element(0x1f43b675, blocks),
    element(0xec, place),
    element(0x1254c367, text(secret)),
  ]
  return Buffer.concat([
    element(0x1a45dfa3, element(0x4282, text(docType))),
    ...(live ? [unknown(0x18538067), ...content] : [element(0x18538067, ...content)]),
  ])
}

/** The first pages of an Ogg, one for each of its streams. */
export const tellingOgg = (...heads: string[]): Buffer =>
  Buffer.concat(
    heads.map((head) =>
      Buffer.concat([text('OggS\0\x02'), Buffer.alloc(20), Buffer.from([1, head.length]), text(head)]),
    ),
  )
