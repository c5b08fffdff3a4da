import { elementsIn, segmentOf } from './elements.ts'
import { type Source, unlessDamaged } from './source.ts'
import { tracksIn } from './tracks.ts'

type Heard = 'film' | 'sound' | null

const kinds: [RegExp, (source: Source) => Heard][] = [
  [/^(?:video|audio)\/(?:mp4|quicktime|x-m4v|x-m4a|3gpp2?)$/, inBoxes],
  [/^(?:video|audio)\/(?:webm|matroska)$/, inElements],
  [/^(?:video|audio|application)\/ogg/, inPages],
]
/** QuickTime has no name of its own for sounds: what plays those of MP4 plays them. */
const soundsOf: Record<string, string> = { 'video/quicktime': 'audio/mp4', 'video/x-m4v': 'audio/mp4' }

/**
 * The type of a file by what it holds: one that holds only sound is sound, whatever it is made for. Where
 * nothing can be told the type stays as it was found.
 */
export function soundOrFilm(source: Source, found: string): string {
  const [, look] = kinds.find(([type]) => type.test(found)) ?? []
  const heard = look ? unlessDamaged(() => look(source), null) : null
  if (heard === 'sound') return soundsOf[found] ?? found.replace(/^(?:video|application)\//, 'audio/')
  if (heard === 'film' && /\/ogg/.test(found)) return 'video/ogg'
  return found
}

const told = (film: boolean, sound: boolean): Heard => (film ? 'film' : sound ? 'sound' : null)

function inBoxes(source: Source): Heard {
  const handlers = tracksIn(source).map(({ handler }) => handler)
  return told(handlers.includes('vide'), handlers.includes('soun'))
}

const [tracksName, trackName, typeName] = [0x1654ae6b, 0xae, 0x83]
const [picture, sound, both] = [1, 2, 3]

function inElements(source: Source): Heard {
  const types = trackTypes(source)
  return told(types.includes(picture) || types.includes(both), types.includes(sound))
}

/** Of a Matroska or WebM: 1 for pictures, 2 for sound (RFC 9559, 5.1.4.1.3). */
export function trackTypes(source: Source): number[] {
  const segment = segmentOf(source)
  if (!segment) return []
  const types: number[] = []
  for (const part of elementsIn(source, segment.content, segment.end)) {
    if (part.id !== tracksName) continue
    for (const track of elementsIn(source, part.content, part.end))
      if (track.id === trackName)
        for (const { id, content, end } of elementsIn(source, track.content, track.end))
          if (id === typeName && end > content) types.push(source.byte(end - 1))
    break
  }
  return types
}

const mostStreams = 64
const firstPage = 0x02
const films = ['\x80theora', '\x01video', 'BBCD', 'OVP80', 'Daala']
const sounds = ['OpusHead', '\x01vorbis', '\x7fFLAC', 'fLaC', 'Speex ', 'PCM  ']

/** By the first pages of all streams, which stand before any other (RFC 3533, 4). */
function inPages(source: Source): Heard {
  let [film, heard] = [false, false]
  let at = 0
  for (let streams = 0; streams < mostStreams && at + 27 <= source.size; streams++) {
    if (source.text(at, 4) !== 'OggS' || (source.byte(at + 5) & firstPage) === 0) break
    const segments = source.byte(at + 26)
    const content = at + 27 + segments
    let length = 0
    for (let segment = 0; segment < segments; segment++) length += source.byte(at + 27 + segment)
    const head = source.text(content, Math.min(8, length))
    film ||= films.some((name) => head.startsWith(name))
    heard ||= sounds.some((name) => head.startsWith(name))
    at = content + length
  }
  return told(film, heard)
}
