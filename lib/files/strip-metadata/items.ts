import { type Box, boxesIn } from './boxes.ts'
import { Damaged, type Source } from './source.ts'

/**
 * What a picture is put together from (ISO/IEC 23008-12; AVIF 1.1). Anything else
 * an item may be speaks about the picture.
 */
const pictures = new Set(
  'av01 hvc1 lhv1 avc1 svc1 vvc1 evc1 j2k1 unci grid iden iovl tmap mask mski'.split(' '),
)

type Extent = { from: number; to: number }

/** Where the items lie that are no part of the picture: EXIF, XMP and the like. */
export function* extentsToBlank(source: Source, boxes: Box[]): Generator<Extent> {
  const find = (type: string) => boxes.find((box) => box.type === type)
  const infos = find('iinf')
  if (!infos) return
  const blanked = new Set(otherItems(source, infos))
  if (blanked.size === 0) return
  const places = find('iloc')
  if (!places) throw new Damaged('Nobody knows where its parts are')
  yield* extentsOf(source, places, blanked, find('idat'))
}

function* otherItems(source: Source, { content, end }: Box): Generator<number> {
  const first = content + (source.byte(content) === 0 ? 6 : 8)
  for (const { type, content: at, end: last } of boxesIn(source, first, end)) {
    if (type !== 'infe') continue
    const version = source.byte(at)
    const wide = version === 3
    if ((version !== 2 && !wide) || at + (wide ? 14 : 12) > last) throw new Damaged('A part of no known form')
    const kind = source.text(at + (wide ? 10 : 8), 4)
    // It has secrets of its own, and may be the picture.
    if (kind === 'jpeg') throw new Damaged('A JPEG stands in it')
    if (!pictures.has(kind)) yield wide ? source.u32(at + 4) : source.u16(at + 4)
  }
}

function* extentsOf(source: Source, box: Box, wanted: Set<number>, idat?: Box): Generator<Extent> {
  const version = source.byte(box.content)
  const sizes = source.u16(box.content + 4)
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexSize = version === 0 ? 0 : sizes & 15
  const extentSize = indexSize + offsetSize + lengthSize
  const idSize = version < 2 ? 2 : 4
  let at = box.content + 6
  /** The next number of so many bytes. */
  const number = (bytes: number): number => {
    if (at + bytes > box.end) throw new Damaged('A list is cut off')
    at += bytes
    if (bytes === 0) return 0
    if (bytes === 2) return source.u16(at - 2)
    if (bytes === 4) return source.u32(at - 4)
    if (bytes === 8) return source.u32(at - 8) * 2 ** 32 + source.u32(at - 4)
    throw new Damaged('A number of no known length')
  }
  for (let left = number(idSize); left > 0; left--) {
    const id = number(idSize)
    const method = version === 0 ? 0 : number(2) & 15
    number(2)
    const base = number(baseSize)
    const count = number(2)
    if (!wanted.has(id)) {
      at += count * extentSize
      continue
    }
    for (let extent = 0; extent < count; extent++) {
      number(indexSize)
      const from = base + number(offsetSize)
      const length = number(lengthSize)
      // Of no length would be all there is, the picture too.
      if (length === 0 || method > 1 || (method === 1 && !idat)) throw new Damaged('A part that lies nowhere')
      const start = from + (method === 1 && idat ? idat.content : 0)
      yield { from: start, to: start + length }
    }
  }
}
