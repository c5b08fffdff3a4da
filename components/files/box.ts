import type { Attachment } from '#lib/files/schema.ts'

type Size = { width: number; height: number }

const widest = 360
const tallest = 300
/** For a picture whose size nobody knows. */
const unknown: Size = { width: 240, height: 180 }

/**
 * The box of a picture in the conversation, known before its first byte has come: nothing moves when it does.
 */
export function boxOf({ width, height }: Partial<Size>): Size {
  if (!width || !height) return unknown
  const scale = Math.min(1, widest / width, tallest / height)
  return { width: Math.max(48, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) }
}

/** Small moving pictures move in the conversation; all others are shown by their thumbnail. */
export const movesHere = ({ mimeType, moves, sizeBytes }: Attachment): boolean =>
  (moves === true || mimeType === 'image/gif') && sizeBytes < 8_000_000
