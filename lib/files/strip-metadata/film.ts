import { type Box, boxAt } from './boxes.ts'
import { type Edit, edited, freed, keepOnly, type Lists, note, words } from './edits.ts'
import type { Piece } from './pieces.ts'
import { samplesOf } from './samples.ts'
import { Damaged, type Source } from './source.ts'
import { type Track, tracksIn } from './tracks.ts'

/** What playing needs (ISO/IEC 14496-12; QuickTime File Format). */
const ofFilms: Lists = {
  '': words('ftyp styp moov moof mdat mfra sidx ssix pdin prft'),
  moov: words('mvhd trak mvex iods'),
  trak: words('tkhd edts mdia tref tapt load'),
  mdia: words('mdhd hdlr minf elng'),
  moof: words('mfhd traf'),
  traf: words('tfhd trun tfdt sbgp sgpd subs saiz saio senc'),
}
/** Of a sound also what it is called and by whom, and its picture, unless that is a photo that tells more. */
const ofSounds: Lists = {
  ...ofFilms,
  moov: words('mvhd trak mvex iods udta'),
  udta: words('meta chpl'),
  meta: words('hdlr ilst'),
  ilst: words(
    '\xa9nam \xa9ART \xa9alb \xa9gen \xa9day \xa9wrt \xa9lyr \xa9grp aART trkn disk gnre cpil pgap tmpo covr cprt',
  ),
}
/** Whatever else a track is, its samples may say where the camera was at each moment. */
const kept = words('vide soun text sbtl subt clcp tmcd hint')
const mostCoverBytes = 8_388_608

/**
 * Films and sounds in boxes (MP4, QuickTime, 3GPP): what is said of them, when they were made, and tracks of
 * a camera's measurements with all their samples are overwritten with zeros where they stand.
 * Nothing moves, so everything that plays goes on to.
 */
export function stripFilm(source: Source): Piece[] {
  const edits: Edit[] = []
  const tracks = tracksIn(source)
  const lists = tracks.some(({ handler }) => handler === 'vide') ? ofFilms : ofSounds
  let end = 0
  let described = false
  for (let box = boxAt(source, 0, source.size); box; box = boxAt(source, end, source.size)) {
    // Movies that are packed tell nothing before they are unpacked.
    keepOnly(source, box, '', lists, edits, (parent, inside) => {
      if (inside.some(({ type }) => type === 'cmov')) throw new Damaged('A packed movie')
      if (parent.type === 'ilst')
        for (const cover of inside) if (tells(source, cover)) note(edits, freed(cover))
    })
    described ||= box.type === 'moov'
    end = box.end
  }
  if (!described) throw new Damaged('No movie in it')
  for (const track of tracks) if (!kept.has(track.handler)) note(edits, withSamples(source, track))
  return edited(edits, lastEnd(source, end))
}

function* withSamples(source: Source, { box, stbl, fragmented }: Track): Generator<Edit> {
  if (fragmented) throw new Damaged('Measurements in fragments')
  if (stbl) for (const { from, to } of samplesOf(source, stbl)) yield { at: from, end: to }
  yield* freed(box)
}

/** Whether a picture of a record has secrets of its own. */
function tells(source: Source, { type, content, end }: Box): boolean {
  if (type !== 'covr') return false
  if (end - content > mostCoverBytes) return true
  const cover = source.bytes(content, end - content)
  return cover.includes('Exif\0\0') || cover.includes('eXIf') || cover.includes('xmpmeta')
}

/** A film that breaks off in its last part goes as far as that; whatever else stands there is cut off. */
function lastEnd(source: Source, end: number): number {
  if (end + 8 > source.size) return end
  const type = source.text(end + 4, 4)
  if (type === 'mdat') return source.size
  if (ofFilms['']?.has(type)) throw new Damaged('It is cut off')
  return end
}

/** The boxes of a track's description that may tell places in words: subtitles of some cameras do. */
export const hasWords = (source: Source): boolean =>
  tracksIn(source).some(({ handler }) => /^(?:text|sbtl|subt|clcp)$/.test(handler))
