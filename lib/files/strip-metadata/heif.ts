import { boxAt, boxesIn } from './boxes.ts'
import { type Edit, edited, keepOnly, type Lists, note, words } from './edits.ts'
import { extentsToBlank } from './items.ts'
import type { Piece } from './pieces.ts'
import { Damaged, type Source } from './source.ts'

const stays: Lists = {
  '': words('ftyp styp meta mdat moov moof sidx'),
  meta: words('hdlr pitm iinf iloc iref iprp idat grpl dinf'),
  iprp: words('ipco ipma'),
  ipco: words(
    'ispe pixi colr pasp hvcC lhvC av1C avcC vvcC evcC jpgC j2kH uncC cmpd auxC clap irot imir lsel rloc tols a1op a1lx clli mdcv cclv amve',
  ),
  moov: words('mvhd trak mvex'),
  trak: words('tkhd edts mdia tref'),
  mdia: words('mdhd hdlr minf'),
}

/**
 * HEIF, HEIC and AVIF (ISO/IEC 14496-12, 23008-12): EXIF, XMP and every box that no list above has are
 * overwritten with zeros where they stand, because everything else is found by its place in the file. What
 * follows the last box is cut off.
 */
export function stripHeif(source: Source): Piece[] {
  if (boxAt(source, 0, source.size)?.type !== 'ftyp') throw new Damaged('Not a HEIF')
  const edits: Edit[] = []
  const end = endOfBoxes(source)
  let described = false
  for (const box of boxesIn(source, 0, end)) {
    keepOnly(source, box, '', stays, edits, (parent, inside) => {
      if (parent.type !== 'meta') return
      for (const { from, to } of extentsToBlank(source, inside)) note(edits, [{ at: from, end: to }])
    })
    described ||= box.type === 'meta' || box.type === 'moov'
  }
  if (!described) throw new Damaged('No picture in it')
  return edited(edits, end)
}

/**
 * Where the last box ends. What is neither a box nor the beginning of a part only stands behind the picture.
 */
function endOfBoxes(source: Source): number {
  let end = 0
  for (let box = boxAt(source, 0, source.size); box; box = boxAt(source, end, source.size)) end = box.end
  if (end + 8 <= source.size && stays['']?.has(source.text(end + 4, 4))) throw new Damaged('It is cut off')
  return end
}
