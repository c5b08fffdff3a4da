import { Buffer } from 'node:buffer'
import { type Edit, edited, note } from './edits.ts'
import { type Element, elementsIn, segmentOf } from './elements.ts'
import type { Piece } from './pieces.ts'
import { Damaged, type Source } from './source.ts'

/** What may stay (RFC 9559): the places of parts, tracks, clusters, cues, chapters, attached fonts. */
const inSegment = new Set([
  0x114d9b74, 0x1654ae6b, 0x1f43b675, 0x1c53bb6b, 0x1043a770, 0x1941a469,
  // What stands in a cluster whose length nobody knew when it began.
  0xe7, 0xa3, 0xa0, 0xab, 0xa7, 0x5854,
])
const info = 0x1549a966
/** Its clock, length, own name, title and the programs that wrote it, but not when. */
const inInfo = new Set([0x2ad7b1, 0x4489, 0x73a4, 0x7ba9, 0x4d80, 0x5741])
const emptyName = 0xec

/**
 * Matroska and WebM: tags, dates and whatever no list above has become `Void` where they stand.
 * Nothing moves.
 */
export function stripMatroska(source: Source): Piece[] {
  const segment = segmentOf(source)
  if (!segment) throw new Damaged('Not a Matroska')
  const edits: Edit[] = []
  for (const element of elementsIn(source, segment.content, segment.end)) {
    if (element.id === info)
      for (const one of elementsIn(source, element.content, element.end))
        note(edits, inInfo.has(one.id) ? [] : voided(one))
    else if (!inSegment.has(element.id)) note(edits, voided(element))
  }
  return edited(edits, segment.end)
}

/** An element of no meaning, as long as this one was. */
function voided({ at, end }: Element): Edit[] {
  const length = end - at
  const short = length <= 128
  const head = Buffer.alloc(short ? 2 : 9)
  head[0] = emptyName
  if (short) head[1] = 0x80 | (length - 2)
  else {
    head.writeBigUInt64BE(BigInt(length - 9), 1)
    head[1] = 1
  }
  return [
    { at, end: at + head.length, bytes: head },
    { at: at + head.length, end },
  ]
}
