import { gather, type Piece } from './pieces.ts'
import { Damaged, type Source } from './source.ts'

const [extension, image, trailer] = [0x21, 0x2c, 0x3b]
const [graphicControl, application] = [0xf9, 0xff]
const loops = ['NETSCAPE2.0', 'ANIMEXTS1.0']

/**
 * GIF89a: frames, their timing and how often they are repeated. Comments, texts,
 * other extensions and whatever follows go.
 */
export function stripGif(source: Source): Piece[] {
  if (!/^GIF8[79]a$/.test(source.text(0, 6))) throw new Damaged('Not a GIF')
  const kept = gather()
  let at = 13 + colours(source.byte(10))
  if (at > source.size) throw new Damaged('Its colours are cut off')
  kept.keep(0, at)
  let frames = 0
  for (; at < source.size; ) {
    const kind = source.byte(at)
    if (kind === image) {
      const end = endOfBlocks(source, at + 11 + colours(source.byte(at + 9)))
      kept.keep(at, end)
      frames += 1
      at = end
    } else if (kind === extension) {
      const label = source.byte(at + 1)
      const end = endOfBlocks(source, at + 2)
      if (label === graphicControl && end - at === 8) kept.keep(at, end)
      else if (label === application && isLoop(source, at)) {
        // Only how often: more could stand behind it.
        kept.keep(at, at + 18)
        kept.put([0])
      }
      at = end
    } else break
  }
  if (frames === 0) throw new Damaged('No picture in it')
  if (at < source.size && source.byte(at) === trailer) kept.keep(at, at + 1)
  else kept.put([trailer])
  return kept.list
}

/** The bytes of a colour table, by the flags that announce it. */
const colours = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

/** Behind a row of blocks, each led by its length, ended by one of none. */
function endOfBlocks(source: Source, from: number): number {
  let at = from
  for (let length = source.byte(at); length > 0; length = source.byte(at)) at += length + 1
  return at + 1
}

const isLoop = (source: Source, at: number) =>
  source.byte(at + 2) === 11 &&
  loops.includes(source.text(at + 3, 11)) &&
  source.byte(at + 14) === 3 &&
  source.byte(at + 15) === 1
