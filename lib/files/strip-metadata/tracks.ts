import { type Box, boxAt, boxesIn } from './boxes.ts'
import type { Source } from './source.ts'

/** A track of a film in boxes: `vide`, `soun` or whatever else its handler is called. */
export type Track = {
  handler: string
  box: Box
  /** Where its samples are told. */
  stbl: Box | null
  /** Whether there are samples elsewhere too. */
  fragmented: boolean
}

/** The tracks of a film, none where there is no film. Throws `Damaged` where it does not hold together. */
export function tracksIn(source: Source): Track[] {
  const moov = find(topBoxes(source), 'moov')
  if (!moov) return []
  const inside = [...boxesIn(source, moov.content, moov.end)]
  const fragmented = find(inside, 'mvex') !== null
  return inside
    .filter(({ type }) => type === 'trak')
    .map((box) => {
      const mdia = within(source, box, 'mdia')
      const hdlr = mdia && within(source, mdia, 'hdlr')
      const minf = mdia && within(source, mdia, 'minf')
      const stbl = minf && within(source, minf, 'stbl')
      const handler = hdlr && hdlr.end - hdlr.content >= 12 ? source.text(hdlr.content + 8, 4) : ''
      return { handler, box, stbl, fragmented }
    })
}

function* topBoxes(source: Source): Generator<Box> {
  for (let box = boxAt(source, 0, source.size); box; box = boxAt(source, box.end, source.size)) yield box
}

const find = (boxes: Iterable<Box>, wanted: string): Box | null => {
  for (const box of boxes) if (box.type === wanted) return box
  return null
}

/** The first box of a type in another one. */
export const within = (source: Source, { content, end }: Box, type: string): Box | null =>
  find(boxesIn(source, content, end), type)
