import { findBox, topBoxes } from './boxes.ts'
import { type Source, unlessDamaged } from './source.ts'

/** The flag of `VP8X` for a picture of frames (RFC 9649, 2.7.1). */
const animation = 0x02

const moves: Record<string, (source: Source) => boolean> = {
  'image/gif': () => true,
  'image/apng': () => true,
  'image/webp': (source) => source.text(12, 4) === 'VP8X' && (source.byte(20) & animation) !== 0,
  // A sequence has tracks beside the picture that stands for it.
  'image/avif': (source) => findBox(topBoxes(source), 'moov') !== null,
}

/** Whether a picture may move. */
export const movesIn = (source: Source, mimeType: string): boolean =>
  unlessDamaged(() => moves[mimeType]?.(source) ?? false, false)
