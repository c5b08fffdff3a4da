import { type Box, boxesIn, boxWithin, findBox, topBoxes } from './boxes.ts'
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
  const moov = findBox(topBoxes(source), 'moov')
  if (!moov) return []
  const inside = [...boxesIn(source, moov.content, moov.end)]
  const fragmented = findBox(inside, 'mvex') !== null
  return inside
    .filter(({ type }) => type === 'trak')
    .map((box) => {
      const mdia = boxWithin(source, box, 'mdia')
      const hdlr = mdia && boxWithin(source, mdia, 'hdlr')
      const minf = mdia && boxWithin(source, mdia, 'minf')
      const stbl = minf && boxWithin(source, minf, 'stbl')
      const handler = hdlr && hdlr.end - hdlr.content >= 12 ? source.text(hdlr.content + 8, 4) : ''
      return { handler, box, stbl, fragmented }
    })
}
