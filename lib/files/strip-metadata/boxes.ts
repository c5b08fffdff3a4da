import { Damaged, type Source } from './source.ts'

/** A box of ISO BMFF (ISO/IEC 14496-12): where it begins, where its content does, where it ends. */
export type Box = { type: string; at: number; content: number; end: number }

/** No picture has as many in one box; a file may be made of nothing else. */
const most = 100_000

/** The boxes between two places. Throws `Damaged` at one that does not fit. */
export function* boxesIn(source: Source, from: number, end: number): Generator<Box> {
  let count = 0
  for (let at = from; at < end; ) {
    if (++count > most) throw new Damaged('It has too many parts')
    const box = boxAt(source, at, end)
    if (!box) throw new Damaged('A box is cut off')
    yield box
    at = box.end
  }
}

/** The boxes of a file, as far as it consists of them. */
export function* topBoxes(source: Source): Generator<Box> {
  for (let box = boxAt(source, 0, source.size); box; box = boxAt(source, box.end, source.size)) yield box
}

/** The first box of a type among these. */
export function findBox(boxes: Iterable<Box>, wanted: string): Box | null {
  for (const box of boxes) if (box.type === wanted) return box
  return null
}

/** The first box of a type in another one. */
export const boxWithin = (source: Source, { content, end }: Box, type: string): Box | null =>
  findBox(boxesIn(source, content, end), type)

/** The box at a place; null where there is none that ends in time. */
export function boxAt(source: Source, at: number, end: number): Box | null {
  if (at + 8 > end) return null
  const type = source.text(at + 4, 4)
  const size = source.u32(at)
  const long = size === 1
  if (long && at + 16 > end) return null
  const content = at + (long ? 16 : 8)
  const last = size === 0 ? end : at + (long ? source.u32(at + 8) * 2 ** 32 + source.u32(at + 12) : size)
  return last < content || last > end ? null : { type, at, content, end: last }
}
