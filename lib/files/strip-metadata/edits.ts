import { Buffer } from 'node:buffer'
import { type Box, boxesIn } from './boxes.ts'
import { gather, type Piece } from './pieces.ts'
import { Damaged, type Source } from './source.ts'

/** What of a file is overwritten: by these bytes, or by zeros. */
export type Edit = { at: number; end: number; bytes?: Buffer }
/** What may stay, by the box it stands in; all else becomes `free`. Those named here are looked into. */
export type Lists = Record<string, ReadonlySet<string>>

/** No film has as much to be overwritten; a file may be made of nothing else. */
const most = 100_000

/** Notes what is to be overwritten. */
export function note(edits: Edit[], news: Iterable<Edit>): void {
  for (const one of news) if (edits.push(one) > most) throw new Damaged('It has too many parts')
}

/** The boxes of a list. */
export const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** They say when. */
const dated = words('mvhd tkhd mdhd')

/**
 * Notes what has to go of a box and of what stands in it. `looked` is told each box that
 * was looked into, with what is inside.
 */
export function keepOnly(
  source: Source,
  box: Box,
  parent: string,
  stays: Lists,
  edits: Edit[],
  looked: (box: Box, inside: Box[]) => void = () => undefined,
): void {
  const { type, content, end } = box
  if (!stays[parent]?.has(type)) {
    note(edits, freed(box))
    return
  }
  if (dated.has(type)) {
    const from = content + 4
    const to = from + (source.byte(content) === 1 ? 16 : 8)
    if (to > end) throw new Damaged('A box is cut off')
    note(edits, [{ at: from, end: to }])
  }
  if (!stays[type]) return
  const inside = [...boxesIn(source, content + headOf(source, box), end)]
  for (const one of inside) keepOnly(source, one, type, stays, edits, looked)
  looked(box, inside)
}

/** A box of no meaning in the place of this one. */
export const freed = ({ at, content, end }: Box): Edit[] => [
  { at: at + 4, end: at + 8, bytes: Buffer.from('free') },
  { at: content, end },
]

/** `meta` has a version in front of its boxes, but not where QuickTime wrote it. */
const headOf = (source: Source, { type, content, end }: Box): number =>
  type === 'meta' && !(content + 8 <= end && source.text(content + 4, 4) === 'hdlr') ? 4 : 0

/** The file as far as it goes, with the edits in it; where two meet, the zeros win. */
export function edited(edits: Edit[], size: number): Piece[] {
  const result = gather()
  let at = 0
  for (const edit of edits.sort((a, b) => a.at - b.at)) {
    if (edit.end > size) throw new Damaged('A part lies outside')
    if (edit.end <= at) continue
    const from = Math.max(at, edit.at)
    result.keep(at, from)
    if (edit.bytes) result.put(edit.bytes.subarray(from - edit.at))
    else result.zero(edit.end - from)
    at = edit.end
  }
  result.keep(at, size)
  return result.list
}
