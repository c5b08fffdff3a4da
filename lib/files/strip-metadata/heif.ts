import { Buffer } from 'node:buffer'
import { type Box, boxAt, boxesIn } from './boxes.ts'
import { extentsToBlank } from './items.ts'
import { gather, type Piece } from './pieces.ts'
import { Damaged, type Source } from './source.ts'

const words = (text: string) => new Set(text.split(' '))
/** What may stay, by the box it stands in; all else becomes `free`. Those named here are looked into. */
const stays: Record<string, Set<string>> = {
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
/** They say when. */
const dated = words('mvhd tkhd mdhd')
type Edit = { at: number; end: number; bytes?: Buffer }

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
    clean(source, box, '', edits)
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

function clean(source: Source, box: Box, parent: string, edits: Edit[]) {
  const { type, at, content, end } = box
  if (!stays[parent]?.has(type)) {
    edits.push({ at: at + 4, end: at + 8, bytes: Buffer.from('free') }, { at: content, end })
    return
  }
  if (dated.has(type)) {
    const from = content + 4
    const to = from + (source.byte(content) === 1 ? 16 : 8)
    if (to > end) throw new Damaged('A box is cut off')
    edits.push({ at: from, end: to })
  }
  if (!stays[type]) return
  const inside = [...boxesIn(source, content + (type === 'meta' ? 4 : 0), end)]
  for (const one of inside) clean(source, one, type, edits)
  if (type === 'meta')
    for (const { from, to } of extentsToBlank(source, inside)) edits.push({ at: from, end: to })
}

/** The file as far as it goes, with the edits in it; where two meet, the zeros win. */
function edited(edits: Edit[], size: number): Piece[] {
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
